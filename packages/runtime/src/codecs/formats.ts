import { isText } from './text.js'

/** RFC 9562, any version, in the usual spelling with hyphens. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && value.length === 36 && uuid.test(value)
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** What HTML takes for an address, with a dot in the domain. */
export function isEmail(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 254 && email.test(value)
}

const email =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i

/** An absolute URI: a scheme, and only characters that RFC 3986 allows. */
export function isUri(value: unknown): value is string {
  return isText(value) && uri.test(value) && URL.canParse(value)
}

const uri = /^[a-z][a-z\d+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})+$/i

/** A calendar day: `2026-11-22`. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && value.length === 10 && isDayAt(value)
}

/** A day and a time with an offset: `2026-11-22T10:00:00Z` (RFC 3339). */
export function isDateTime(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 20 && isDayAt(value) && time.test(value)
}

const time =
  /^.{10}[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/**
 * The time that a text spells as `toISOString` does, `2026-11-22T10:00:00.000Z`, so as most dates travel; `undefined` for every
 * other spelling. `Date.parse` takes twice as long as the digits do (211 ns, Node 20.20).
 */
export function utcTimeOf(text: string): number | undefined {
  if (text.length !== 24 || !isDayAt(text) || !isMarkedAsUtc(text)) return undefined
  const year = digits(text, 0) * 100 + digits(text, 2)
  const hour = digits(text, 11)
  const minute = digits(text, 14)
  const second = digits(text, 17)
  const millisecond = digits(text, 20) * 10 + text.charCodeAt(22) - 0x30
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    return undefined
  }
  // Three digits are two pairs; and `Date.UTC` takes years below 100 for those of a century.
  if (digits(text, 20) < 0 || digits(text, 21) < 0 || year < 100) return undefined
  const month = digits(text, 5) - 1
  return Date.UTC(year, month, digits(text, 8), hour, minute, second, millisecond)
}

function isMarkedAsUtc(text: string): boolean {
  return (
    text.charCodeAt(10) === 0x54 /* T */ &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon &&
    text.charCodeAt(19) === 0x2e /* . */ &&
    text.charCodeAt(23) === 0x5a /* Z */
  )
}

const colon = 0x3a

/** The first ten characters are a day of the calendar. Written out: a pattern takes five times as long. */
function isDayAt(text: string): boolean {
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false
  const year = digits(text, 0) * 100 + digits(text, 2)
  const month = digits(text, 5)
  const day = digits(text, 8)
  return (
    year >= 0 && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= lastDay(year, month))
  )
}

const hyphen = 0x2d

/** The number that two digits spell, or one so negative that no sum with it is a year. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30
  const units = text.charCodeAt(at + 1) - 0x30
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1_000_000
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
