import { InvalidValueError } from '../errors.js'

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

/**
 * In milliseconds. `what` it is for, as the error says it.
 *
 * @throws {InvalidValueError} `ERR_INVALID_VALUE` for what TypeScript would not have let pass, such as a bare number.
 */
export function millisecondsOf(duration: Duration, what = 'A time'): number {
  const given: unknown = duration
  const amounts = typeof given === 'object' && given !== null ? Object.entries(duration) : []
  const ms = amounts.reduce((sum, [unit, amount]) => sum + amount * unitMs[unit as DurationUnit], 0)
  if (amounts.length > 0 && !Number.isNaN(ms)) return ms
  throw new InvalidValueError(
    `${what}: expected an amount of time such as { minutes: 15 }, found ${describe(duration)}. The units are ${Object.keys(unitMs).join(', ')}.`,
  )
}

function describe(found: unknown): string {
  if (typeof found !== 'object' || found === null) return String(found)
  const amounts = Object.entries(found).map(([unit, amount]) => `${unit}: ${String(amount)}`)
  return `{ ${amounts.join(', ')} }`
}
