/** What cannot be put in order: the items that wait for each other. */
export interface Circle<T> {
  readonly kind: 'circle'
  readonly items: readonly T[]
}

/** Keeps the given order, moved only so that what is needed comes before what needs it. */
export function arrange<T>(
  items: readonly T[],
  needs: (item: T) => readonly T[],
): readonly T[] | Circle<T> {
  const waiting = [...items]
  const arranged: T[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex((item) =>
      needs(item).every((need) => need === item || !waiting.includes(need)),
    )
    if (next === -1) return { kind: 'circle', items: circleIn(waiting, needs) }
    arranged.push(...waiting.splice(next, 1))
  }
  return arranged
}

/** Every waiting item needs a waiting one, so following the needs must come back. */
function circleIn<T>(waiting: readonly T[], needs: (item: T) => readonly T[]): readonly T[] {
  const path: T[] = []
  let item = waiting[0]
  while (item !== undefined && !path.includes(item)) {
    path.push(item)
    const current = item
    item = needs(current).find((need) => need !== current && waiting.includes(need))
  }
  return item === undefined ? path : path.slice(path.indexOf(item))
}
