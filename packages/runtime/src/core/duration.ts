/** An amount of time, at least one unit: `{ minutes: 15 }`. Units add up: `{ hours: 1, minutes: 30 }`. */
export type Duration = {
  [U in DurationUnit]: Readonly<Record<U, number> & Partial<Record<DurationUnit, number>>>
}[DurationUnit]

type DurationUnit = 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds'

const unitMs: Readonly<Record<DurationUnit, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1_000,
  milliseconds: 1,
}

/** In milliseconds. */
export function millisecondsOf(duration: Duration): number {
  return Object.entries(duration).reduce(
    (sum, [unit, amount]) => sum + amount * unitMs[unit as DurationUnit],
    0,
  )
}
