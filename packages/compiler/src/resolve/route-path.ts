export interface RouteParameter {
  readonly name: string
  readonly optional: boolean
}

/** `/boards/:boardId/cards/:id?` → boardId, id (optional). */
export function routeParameters(path: string): readonly RouteParameter[] {
  return segments(path).flatMap((segment) =>
    segment.startsWith(':')
      ? [{ name: segment.replace(/^:|\?$/g, ''), optional: segment.endsWith('?') }]
      : [],
  )
}

/**
 * What a path answers, whatever its parameters are called: two paths that share a pattern are one route. With an optional
 * parameter there are two, and a slash at the end says nothing.
 */
export function routePatterns(path: string): readonly string[] {
  const plain = segments(path).map((segment) => (segment.startsWith(':') ? ':' : segment))
  const whole = plain.at(-1) === '' ? plain.slice(0, -1) : plain
  const optional = routeParameters(path).at(-1)?.optional === true
  return (optional ? [whole, whole.slice(0, -1)] : [whole]).map((each) => each.join('/'))
}

/** What is wrong with a path, if anything. */
export function checkPath(path: string): string | undefined {
  if (!path.startsWith('/')) return 'does not begin with a slash'
  const all = segments(path)
  const names = routeParameters(path).map((each) => each.name)
  for (const [index, segment] of all.entries()) {
    const name = segment.replace(/^:|\?$/g, '')
    if (segment.startsWith(':')) {
      if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name))
        return `has a parameter called "${name}"`
      if (segment.endsWith('?') && index < all.length - 1)
        return `has the optional parameter :${name}? before its end`
    } else if (/[:?#*%\s]/.test(segment)) return `has the segment "${segment}"`
    // Every client resolves them before it asks.
    else if (/^\.\.?$/.test(segment)) return `has the segment "${segment}"`
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `has two parameters called :${twice}`
  return undefined
}

function segments(path: string): readonly string[] {
  return path.split('/').slice(1)
}

/** `POST /api/reservations` → `POST_api_reservations`: an identifier people recognise the route in. */
export function generatedClassName(verb: string, path: string): string {
  const words = segments(path)
    .map((segment) => segment.replace(/^:|\?$/g, ''))
    .filter((segment) => segment !== '')
    .map((segment) => segment.replace(/[^\p{ID_Continue}]+/gu, '_'))
  return [verb, ...(words.length === 0 ? ['root'] : words)].join('_')
}

/** `POST_api_reservations` → `post-api-reservations.ts` */
export function generatedFileName(className: string): string {
  return `${className
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1-$2')
    .replace(/_+/g, '-')
    .toLowerCase()}.ts`
}
