import { InvalidValueError } from '../errors.js'

/** Refuses text that Postgres cannot hold: it has no U+0000, and a lone surrogate would silently become U+FFFD. */
export function requireText(value: unknown, what: string): string {
  if (typeof value !== 'string') {
    throw new InvalidValueError(`${what}: expected a string, found ${found(value)}.`)
  }
  if (value.includes('\0')) {
    throw new InvalidValueError(
      `${what}: expected text without U+0000, which Postgres cannot store.`,
    )
  }
  if (!(value as never as WellFormed).isWellFormed()) {
    throw new InvalidValueError(`${what}: expected well-formed text, found a lone surrogate.`)
  }
  return value
}

/** The longest id, in characters: an index entry of Postgres holds 2704 bytes, and a tenant is part of it. */
const longestId = 512

/** Text that is part of a primary key. */
export function requireId(value: unknown, what: string): string {
  const id = requireText(value, what)
  if (id.length <= longestId) return id
  throw new InvalidValueError(
    `${what}: expected at most ${longestId} characters, found ${id.length}.`,
  )
}

// ES2024; Node has it since version 20.
interface WellFormed {
  isWellFormed(): boolean
}

/** How a value is named in a message; its text is left out, it may be personal. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'number' || typeof value === 'bigint') return `${typeof value} ${value}`
  if (Array.isArray(value)) return 'an array'
  if (value instanceof Date) return 'an invalid Date'
  if (typeof value === 'object') return 'an object'
  return `a ${typeof value}`
}
