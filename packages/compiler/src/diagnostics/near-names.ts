/** The candidate that a misspelt name may have meant. */
export function nearest(
  name: string,
  candidates: readonly string[],
  tolerance = Math.max(2, Math.floor(name.length / 3)),
): string | undefined {
  const [best] = candidates
    .map((each) => ({ each, distance: editDistance(name.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  return best === undefined || best.distance > tolerance ? undefined : best.each
}

/** Levenshtein's, on words of a few letters. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, substitution))
    }
    row = next
  }
  return row[b.length]!
}
