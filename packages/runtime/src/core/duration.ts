/** An amount of time, at least one unit: `{ minutes: 15 }`. Units add up: `{ hours: 1, minutes: 30 }`. */
export type Duration = {
  [U in DurationUnit]: Readonly<Record<U, number> & Partial<Record<DurationUnit, number>>>
}[DurationUnit]

type DurationUnit = 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds'
