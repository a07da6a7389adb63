import { InvalidValueError } from '../errors.js'
import { found } from '../postgres/require-value.js'

/** How a stream must be when the unit commits: not started, started, of a version, or either. */
export type ExpectedVersion = 'any' | 'none' | 'exists' | number

/** Postgres keeps versions as int. */
const highest = 2_147_483_647

export function requireExpected(expected: unknown): ExpectedVersion {
  if (expected === 'any' || expected === 'none' || expected === 'exists') return expected
  const version = requireVersion(expected, 'expected')
  return version === 0 ? 'none' : version
}

export function requireVersion(version: unknown, what: string): number {
  if (Number.isInteger(version) && (version as number) >= 0 && (version as number) <= highest) {
    return version as number
  }
  throw new InvalidValueError(
    `${what}: expected a version of a stream, a whole number from 0 on, found ${found(version)}.`,
  )
}

/** Two expectations of one unit: what is known exactly is kept, and known first. */
export function stricter(known: ExpectedVersion, added: ExpectedVersion): ExpectedVersion {
  if (typeof known === 'number' || known === 'none' || added === 'any') return known
  return added
}
