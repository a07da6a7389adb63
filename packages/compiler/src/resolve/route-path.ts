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

/** Two paths with one pattern are one route, whatever their parameters are called. */
export function routePattern(path: string): string {
  return segments(path)
    .map((segment) => (segment.startsWith(':') ? ':' : segment))
    .join('/')
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
    } else if (/[:?#*\s]/.test(segment)) return `has the segment "${segment}"`
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
