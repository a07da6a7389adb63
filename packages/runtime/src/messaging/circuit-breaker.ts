/** When a listener rests because too much of what it receives fails. */
export interface BreakerSettings {
  /** From 0 to 1. */
  readonly failureShare: number
  /** Fewer messages than this say nothing. */
  readonly minimum: number
  readonly withinMs: number
  readonly pauseMs: number
}

/** What was tried in one part of the window. */
export interface Tally {
  readonly fromMs: number
  readonly handled: number
  readonly failed: number
}

/** Whether what was tried lately is reason to rest. */
export function trips(
  tallies: readonly Tally[],
  nowMs: number,
  { failureShare, minimum, withinMs }: BreakerSettings,
): boolean {
  let handled = 0
  let failed = 0
  for (const tally of tallies) {
    if (tally.fromMs <= nowMs - withinMs) continue
    handled += tally.handled
    failed += tally.failed
  }
  const tried = handled + failed
  return tried >= minimum && failed > 0 && failed / tried >= failureShare
}

/**
 * Watches a listener: *closed*, it counts; when it trips, the listener rests for a time and the count begins anew.
 */
export class CircuitBreaker {
  readonly #settings: BreakerSettings
  readonly #trip: (pauseMs: number) => void
  #tallies: Tally[] = []

  constructor(settings: BreakerSettings, trip: (pauseMs: number) => void) {
    this.#settings = settings
    this.#trip = trip
  }

  count(outcome: 'handled' | 'failed', nowMs: number): void {
    const last = this.#tallies.at(-1)
    const partMs = this.#settings.withinMs / parts
    const tally =
      last !== undefined && nowMs < last.fromMs + partMs
        ? this.#tallies.pop()!
        : { fromMs: nowMs, handled: 0, failed: 0 }
    this.#tallies.push({ ...tally, [outcome]: tally[outcome] + 1 })
    if (this.#tallies.length > parts + 1) this.#tallies.shift()
    if (outcome === 'handled' || !trips(this.#tallies, nowMs, this.#settings)) return
    this.#tallies = []
    this.#trip(this.#settings.pauseMs)
  }
}

/** The window moves by a part of itself at a time. */
const parts = 10
