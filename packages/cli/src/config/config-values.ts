/** Throws. `at`: the names on the way to what is wrong, outermost first; its place is shown with the message. */
export type Refuse = (message: string, at: readonly string[], help?: string) => never

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Its members, not known yet. */
export function optional(value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value))
}

/** One that is given and none of those. */
export function unknownMember(value: object, known: readonly string[]): string | undefined {
  return Object.entries(value).find(
    ([name, given]) => given !== undefined && !known.includes(name),
  )?.[0]
}

/** As it would be written, whatever it is. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
