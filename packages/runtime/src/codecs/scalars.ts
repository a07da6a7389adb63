import { isDateTime, utcTimeOf } from './formats.js'

// Scalars that JSON has no word for. Each is `undefined` when the value does not spell one.

/** `2026-11-22T10:00:00Z`, also with an offset and fractions of a second. */
export function dateFrom(value: unknown): Date | undefined {
  const time = typeof value === 'string' ? utcTimeOf(value) : undefined
  if (time !== undefined) return new Date(time)
  return isDateTime(value) || isExpandedDate(value) ? new Date(value) : undefined
}

/** What `toISOString` writes of years before 0 and after 9999. */
function isExpandedDate(value: unknown): value is string {
  if (typeof value !== 'string' || !expanded.test(value)) return false
  const date = new Date(value)
  return date.getTime() === date.getTime() && date.toISOString() === value
}

const expanded = /^[+-]\d{6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Decimal digits in a string, or a number that is whole and exact. */
export function bigintFrom(value: unknown): bigint | undefined {
  if (typeof value === 'string') return decimal.test(value) ? BigInt(value) : undefined
  return Number.isSafeInteger(value) ? BigInt(value as number) : undefined
}

// More digits than any column holds would only cost time.
const decimal = /^-?\d{1,1000}$/

/** Base64 with padding (RFC 4648 §4). */
export function bytesFrom(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string' || value.length % 4 !== 0 || !base64.test(value)) return undefined
  const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
  return bytes
}

const base64 = /^[A-Za-z\d+/]*={0,2}$/
