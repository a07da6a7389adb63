// What every middleware of every contestant does: one thing before the decision, one thing after it.
export const sizes = [0, 1, 5, 10]

export const count = { began: 0, ended: 0 }

export function takeCounts() {
  const taken = { ...count }
  count.began = 0
  count.ended = 0
  return taken
}
