/** RFC 6901 pointers to every place of a JSON value. */
export function pointersOf(value: unknown, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  return [
    pointer,
    ...Object.entries(value).flatMap(([name, each]) =>
      pointersOf(each, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ]
}

/** A copy with another value at the place. */
export function replaced(value: unknown, pointer: string, by: unknown): unknown {
  if (pointer === '') return by
  const [, name = '', ...rest] = pointer.split('/')
  const key = name.replaceAll('~1', '/').replaceAll('~0', '~')
  const copy = (
    Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  ) as Record<string, unknown>
  copy[key] = replaced(copy[key], rest.length === 0 ? '' : `/${rest.join('/')}`, by)
  return copy
}
