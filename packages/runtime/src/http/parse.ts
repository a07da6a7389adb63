/** Text of a route, query, header or cookie value → T; `undefined` when it is none. */
export interface Parse<T> {
  (text: string): T | undefined
  /** What a violation says was expected: `a number`. */
  readonly expected?: string
}

/** Any text Postgres can store: well-formed, without U+0000. */
export const toText: Parse<string> = expecting('well-formed text without U+0000', (text) =>
  unstorable.test(text) ? undefined : text,
)

/** A finite decimal number as JSON spells it; leading zeros are fine, blanks and `Infinity` are not. */
export const toNumber: Parse<number> = expecting('a number', (text) => {
  if (!decimal.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
})

/** `true` or `false`. */
export const toBoolean: Parse<boolean> = expecting('true or false', (text) =>
  text === 'true' ? true : text === 'false' ? false : undefined,
)

/** A whole number that fits the 64 bits of Postgres. */
export const toBigInt: Parse<bigint> = expecting('a whole number of 64 bits', (text) => {
  if (!integer.test(text)) return undefined
  const value = BigInt(text)
  return BigInt.asIntN(64, value) === value ? value : undefined
})

/** ISO 8601: a date, or a date and time with an offset. */
export const toDate: Parse<Date> = expecting('an ISO 8601 date', (text) => {
  const match = isoDate.exec(text)
  if (match === null) return undefined
  const value = new Date(text)
  // `Date` turns February 30 into March 2.
  return value.getTime() === value.getTime() && isDay(match) ? value : undefined
})

// With the flag `u` the second range matches lone surrogates only.
const unstorable = /\0|[\uD800-\uDFFF]/u
const decimal = /^-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,4})?$/
const integer = /^-?\d{1,20}$/
const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/

function isDay([, year, month, day]: RegExpExecArray): boolean {
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
}

function expecting<T>(expected: string, parse: (text: string) => T | undefined): Parse<T> {
  return Object.assign(parse, { expected })
}
