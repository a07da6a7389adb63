import { InvalidValueError } from '../errors.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { found, requireText } from '../postgres/require-value.js'
import type { Value } from '../postgres/statement.js'

// How generated plans write what they bind. `null` and `undefined` are SQL's null; what cannot be compared with anything
// that is stored is refused, as a mistake of whoever sent it.

type Maybe<T> = T | null | undefined

export function asText(value: Maybe<string>): Value {
  return value === null || value === undefined ? null : requireText(value, parameter)
}

export function asNumber(value: Maybe<number>): Value {
  if (value === null || value === undefined) return null
  return Number.isFinite(value) ? String(value) : refuse('a finite number', value)
}

export function asBoolean(value: Maybe<boolean>): Value {
  if (value === null || value === undefined) return null
  return typeof value === 'boolean' ? String(value) : refuse('a boolean', value)
}

/** As it is stored; ISO texts of the years 0 to 9999 sort as the times do. */
export function asDate(value: Maybe<Date>): Value {
  if (value === null || value === undefined) return null
  if (Number.isNaN(value.getTime())) return refuse('a valid Date', value)
  const text = value.toISOString()
  return text.length === 'YYYY-MM-DDTHH:mm:ss.sssZ'.length
    ? text
    : refuse('a Date of the years 0 to 9999', text)
}

/**
 * A number that is compared with times, as a text among those of dates: a part of a millisecond lies between two of them,
 * what is beyond the years 0 to 9999 before or behind them all.
 */
export function asTime(value: Maybe<number>): Value {
  // Nothing is equal to NaN, and it has no order: as null.
  if (value === null || value === undefined || Number.isNaN(value)) return null
  if (value < firstTime) return ''
  if (value >= lastTime + 1) return '~'
  const whole = Math.floor(value)
  return new Date(whole).toISOString() + (whole === value ? '' : '~')
}

const firstTime = Date.parse('0000-01-01T00:00:00.000Z')
const lastTime = Date.parse('9999-12-31T23:59:59.999Z')

export function asBigInt(value: Maybe<bigint>): Value {
  if (value === null || value === undefined) return null
  return typeof value === 'bigint' ? String(value) : refuse('a bigint', value)
}

/** Of an id in a column of 64 bits. */
export function asInt8(value: Maybe<bigint>): Value {
  if (value === null || value === undefined) return null
  return typeof value === 'bigint' && BigInt.asIntN(64, value) === value
    ? String(value)
    : refuse('a bigint of 64 bits', value)
}

/** How many to skip or to take. */
export function asCount(value: number): Value {
  return Number.isSafeInteger(value) && value >= 0
    ? String(value)
    : refuse('a whole number of at least 0', value)
}

/** The number of a page: from 1, and not so large that the documents before it could not be counted. */
export function asPageNumber(value: number): Value {
  return isSmall(value) && value >= 1
    ? String(value)
    : refuse('the number of a page, from 1', value)
}

/** The size of a page. */
export function asPageSize(value: number): Value {
  return isSmall(value) && value >= 1
    ? String(value)
    : refuse('the size of a page, at least 1', value)
}

function isSmall(value: number): boolean {
  return Number.isSafeInteger(value) && value < 2 ** 31
}

/** JSON as it is stored; a `bigint` is text there. `undefined` is in no JSON. */
export function asJson(value: unknown): Value {
  if (value === undefined) return null
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'string') return requireText(each, parameter)
    if (typeof each === 'number' && !Number.isFinite(each)) return refuse('a finite number', each)
    return typeof each === 'bigint' ? String(each) : each
  })
}

export function asTexts(values: Maybe<readonly Maybe<string>[]>): Value {
  return list(values, asText)
}

export function asNumbers(values: Maybe<readonly Maybe<number>[]>): Value {
  return list(values, asNumber)
}

export function asBooleans(values: Maybe<readonly Maybe<boolean>[]>): Value {
  return list(values, asBoolean)
}

export function asBigInts(values: Maybe<readonly Maybe<bigint>[]>): Value {
  return list(values, asBigInt)
}

export function asInt8s(values: Maybe<readonly Maybe<bigint>[]>): Value {
  return list(values, asInt8)
}

function list<T>(values: Maybe<readonly T[]>, write: (value: T) => Value): Value {
  if (values === null || values === undefined) return null
  return Array.isArray(values)
    ? arrayLiteral(values.map((each: T) => write(each)))
    : refuse('an array', values)
}

/**
 * The first text that is behind all texts which begin so, by their characters' codes: `ab` → `ac`. A prefix without one,
 * such as the empty text, is ended by more of the last character than anybody has stored.
 */
export function endOfPrefix(prefix: Maybe<string>): string | null {
  if (prefix === null || prefix === undefined) return null
  const characters = Array.from(prefix, (each) => each.codePointAt(0)!)
  while (characters.length > 0) {
    const last = characters.pop()!
    if (last >= 0x10ffff) continue
    // No text holds half of a surrogate pair.
    const next = last + 1 === 0xd800 ? 0xe000 : last + 1
    return String.fromCodePoint(...characters, next)
  }
  return '\u{10ffff}'.repeat(16)
}

const parameter = 'parameter of a query'

function refuse(expected: string, value: unknown): never {
  throw new InvalidValueError(`${parameter}: expected ${expected}, found ${found(value)}.`)
}
