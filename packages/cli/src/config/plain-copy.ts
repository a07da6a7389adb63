/**
 * The value with every list and plain object in it read once, to the bottom. Reading may run code of the user (a getter, a
 * proxy): whoever has the copy runs none any more, and what was checked is what is used.
 */
export function plainCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, plainCopy)
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plainCopy(each)]))
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
