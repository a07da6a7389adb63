/** The candidates a misspelt name may have meant, nearest first, at most `limit`. */
export function nearNames(
  name: string,
  candidates: readonly string[],
  limit = 3,
): readonly string[] {
  const wanted = name.toLowerCase()
  const tolerance = Math.max(2, Math.floor(wanted.length / 3))
  return candidates
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

function distanceTo(wanted: string, candidate: string): number {
  // A part of the name, as in `describe reserve`, is as good as one wrong letter.
  if (wanted.length > 2 && candidate.includes(wanted)) return 1
  return editDistance(wanted, candidate)
}

/** Levenshtein, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1))
    }
    row = next
  }
  return at(row, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0
}
