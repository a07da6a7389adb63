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

/** The longest id, in characters. */
const longestId = 512
/** And in bytes: an index entry of Postgres holds 2704, and a tenant is part of it. */
const longestIdBytes = 1024

/** Text that is part of a primary key. */
export function requireId(value: unknown, what: string): string {
  const id = requireText(value, what)
  if (id.length > longestId) {
    throw new InvalidValueError(
      `${what}: expected at most ${longestId} characters, found ${id.length}.`,
    )
  }
  // No character takes more than three bytes, or four where it counts as two.
  if (id.length * 3 > longestIdBytes && Buffer.byteLength(id) > longestIdBytes) {
    throw new InvalidValueError(
      `${what}: expected at most ${longestIdBytes} bytes of UTF-8, found ${Buffer.byteLength(id)}.`,
    )
  }
  return id
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
