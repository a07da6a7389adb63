/** A plain object: a string for each name, a list where a name comes more than once. */
export function parseForm(bytes: Uint8Array): Record<string, string | string[]> {
  const pairs = new URLSearchParams(new TextDecoder().decode(bytes))
  const names = new Set(pairs.keys())
  // `fromEntries` defines members, so that one named `__proto__` stays an ordinary one.
  return Object.fromEntries(
    [...names].map((name) => {
      const values = pairs.getAll(name)
      return [name, values.length === 1 ? values[0]! : values]
    }),
  )
}
