/** A path of ours as OpenAPI writes it. */
export interface OpenApiPath {
  /** `/todos/{id}` */
  readonly path: string
  /** Names of the parameters in it. */
  readonly parameters: readonly string[]
  /** The optional parameter that this one does without. */
  readonly without: string | undefined
}

/** `/todos/:id` → `/todos/{id}`. OpenAPI knows no optional path parameter, so `/todos/:id?` is two paths. */
export function openApiPaths(path: string): readonly OpenApiPath[] {
  const segments = path.split('/').slice(1)
  const last = segments.at(-1)
  const whole = toPath(segments)
  if (last === undefined || !last.endsWith('?')) return [whole]
  const shorter = toPath(segments.slice(0, -1))
  return [{ ...shorter, without: nameOf(last) }, whole]
}

function toPath(segments: readonly string[]): OpenApiPath {
  return {
    path: `/${segments.map((each) => (each.startsWith(':') ? `{${nameOf(each)}}` : each)).join('/')}`,
    parameters: segments.filter((each) => each.startsWith(':')).map(nameOf),
    without: undefined,
  }
}

function nameOf(segment: string): string {
  return segment.replace(/^:|\?$/g, '')
}
