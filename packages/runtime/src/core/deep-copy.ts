/**
 * The same data once more, classes kept: changing the copy changes nothing of the original. For state, whose members are data;
 * what has a `#private` member cannot be copied by anybody but its class, and is shared.
 */
export function deepCopy<T>(value: T): T {
  return copyOf(value) as T
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  if (value instanceof Date) return new Date(value)
  if (value instanceof Uint8Array) return value.slice()
  if (value instanceof Map) {
    return new Map([...value].map(([key, each]) => [copyOf(key), copyOf(each)]))
  }
  if (value instanceof Set) return new Set([...value].map(copyOf))
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as object
  for (const [name, each] of Object.entries(value)) {
    // Not assigned: a member may be called "__proto__".
    Object.defineProperty(copy, name, {
      value: copyOf(each),
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
  return copy
}
