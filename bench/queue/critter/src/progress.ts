let count = 0
let expected = Infinity
let firstAt = 0
let finish: ((ms: number) => void) | undefined

/** Said by a handler when it begins. */
export function handled(): void {
  if (count === 0) firstAt = performance.now()
  if (++count === expected) finish?.(performance.now() - firstAt)
}

/** Resolves, when so many were handled, with the milliseconds since the first. */
export function handledAll(howMany: number): Promise<number> {
  expected = howMany
  return new Promise((resolve) => (finish = resolve))
}

let arrived: ((at: number) => void) | undefined

export function arrive(): void {
  arrived?.(performance.now())
}

/** Resolves with the time at which the next one arrives. */
export function nextArrival(): Promise<number> {
  return new Promise((resolve) => (arrived = resolve))
}
