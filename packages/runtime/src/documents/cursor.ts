import { InvalidCursorError } from '../errors.js'
import { hashOf, type Value } from '../postgres/statement.js'
import { requireText } from '../postgres/require-value.js'

/** What kind of value each key of an order is, the id last. */
export type CursorKey = 'text' | 'number' | 'bigint' | 'int8'

/**
 * Where a page of a query ended: the keys of its last document, in base64url. Nothing in it is secret, and nothing in it is
 * trusted: it is read as what it must be, and bound like any other value.
 */
export class Cursor {
  readonly #mark: string
  readonly #keys: readonly CursorKey[]

  /** `query`: its name and its order, so that a cursor of another one is noticed. */
  constructor(query: string, keys: readonly CursorKey[]) {
    this.#mark = hashOf(query).slice(0, 8)
    this.#keys = keys
  }

  get length(): number {
    return this.#keys.length
  }

  write(values: readonly Value[]): string {
    return Buffer.from(JSON.stringify([this.#mark, ...values])).toString('base64url')
  }

  /** One key of a cursor, as Postgres reads it; null where there is no cursor. */
  key(cursor: string | null | undefined, index: number): Value {
    return cursor === null || cursor === undefined ? null : this.read(cursor)[index]!
  }

  /** @throws {InvalidCursorError} */
  read(cursor: string): readonly Value[] {
    const values = typeof cursor === 'string' ? parse(cursor) : undefined
    if (values === undefined) throw new InvalidCursorError('it cannot be read')
    const [mark, ...keys] = values
    if (mark !== this.#mark) throw new InvalidCursorError('it is of another query')
    if (
      keys.length !== this.#keys.length ||
      !keys.every((each, index) => this.#fits(each, index))
    ) {
      throw new InvalidCursorError('its keys are not those of this query')
    }
    return keys as readonly Value[]
  }

  #fits(value: unknown, index: number): boolean {
    // Every key but the id can be missing.
    if (value === null) return index < this.#keys.length - 1
    if (typeof value !== 'string') return false
    switch (this.#keys[index]) {
      case 'number':
        return /^-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)$/.test(value)
      case 'bigint':
        return /^-?\d{1,1000}$/.test(value)
      case 'int8':
        return /^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value)
      default:
        return isStorable(value)
    }
  }
}

const longest = 16_384

function parse(cursor: string): readonly unknown[] | undefined {
  if (cursor.length > longest || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    // Whatever it was, it is no cursor.
    return undefined
  }
}

function isStorable(text: string): boolean {
  try {
    requireText(text, 'cursor')
    return true
  } catch {
    return false
  }
}
