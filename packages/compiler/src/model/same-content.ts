/**
 * Whether two values hold the same plain data. What is the same object needs no look: of what an open compiler compares,
 * nearly all is, and nothing need be printed to be compared. Functions say nothing.
 */
export function isSameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a === 'function') return typeof b === 'function'
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, index) => isSameContent(each, b[index]))
    )
  }
  if (Array.isArray(b)) return false
  const names = Object.keys(a)
  // Where the order of members shows in what is printed, another order is another content.
  const others = Object.keys(b)
  return (
    names.length === others.length &&
    names.every(
      (name, index) =>
        name === others[index] &&
        isSameContent(a[name as keyof typeof a], b[name as keyof typeof b]),
    )
  )
}
