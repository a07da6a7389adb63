import type { Pool } from 'pg'
import { InvalidValueError } from '../errors.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import type { Row } from '../postgres/flush.js'
import type { Statement, Value } from '../postgres/statement.js'
import { commitUnit } from '../postgres/unit-of-work.js'
import type {
  DeadLetter,
  DeadLetterDetails,
  DeadLetterFilter,
  DeadLetterPage,
  DeadLetters,
  ListDeadLetters,
  WhichDeadLetters,
} from './dead-letters.js'
import { tellAll } from './notices.js'
import * as sql from './sql/dead-letters-kept.js'

/** How many one transaction touches. */
const batch = 1000

/** Dead letters in Postgres. */
export class PgDeadLetters implements DeadLetters {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async list({ limit = 50, after, ...filter }: ListDeadLetters = {}): Promise<DeadLetterPage> {
    const count = Math.max(1, Math.min(Math.trunc(limit), batch))
    const values = [...valuesOf(filter), after === undefined ? null : requireUuid(after)]
    // One more than asked for tells whether there are more.
    const [rows] = await commitUnit(this.#pool, [
      { statement: sql.listDeadLetters, values: [...values, String(count + 1)] },
    ])
    const items = rows!.slice(0, count).map(deadLetterOf)
    return { items, next: rows!.length > count ? items.at(-1)!.id : undefined }
  }

  async show(id: string): Promise<DeadLetterDetails | null> {
    const [rows] = await commitUnit(this.#pool, [
      { statement: sql.showDeadLetter, values: [requireUuid(id)] },
    ])
    const [row] = rows!
    return row === undefined ? null : detailsOf(row)
  }

  replay(which: WhichDeadLetters): Promise<number> {
    return this.#each(sql.replayDeadLetters, which)
  }

  delete(which: WhichDeadLetters): Promise<number> {
    return this.#each(sql.deleteDeadLetters, which)
  }

  async #each(statement: Statement, which: WhichDeadLetters): Promise<number> {
    const chosen = chosenBy(which)
    // Not those that die while this goes on: what is replayed may be back before the last of them is.
    const newest = await this.#newest(chosen)
    if (newest === undefined) return 0
    for (let count = 0; ;) {
      const [rows] = await commitUnit(this.#pool, [
        { statement, values: [...chosen, newest, String(batch)] },
        tellAll,
      ])
      count += rows!.length
      if (rows!.length < batch) return count
    }
  }

  async #newest(chosen: readonly Value[]): Promise<string | undefined> {
    const [rows] = await commitUnit(this.#pool, [
      { statement: sql.listDeadLetters, values: [...chosen, null, '1'] },
    ])
    return rows![0]?.[0] ?? undefined
  }
}

function chosenBy(which: WhichDeadLetters): readonly Value[] {
  if (typeof which === 'string') return valuesOf({}, [which])
  return isIds(which) ? valuesOf({}, which) : valuesOf(which)
}

function isIds(which: readonly string[] | DeadLetterFilter): which is readonly string[] {
  return Array.isArray(which)
}

function valuesOf(filter: DeadLetterFilter, ids?: readonly string[]): readonly Value[] {
  const { message, reason, error, destination, since, until } = filter
  const isPrefix = message?.endsWith('*') === true
  return [
    ids === undefined ? null : arrayLiteral(ids.map(requireUuid)),
    isPrefix ? null : (message ?? null),
    isPrefix ? message.slice(0, -1) : null,
    reason ?? null,
    error ?? null,
    destination ?? null,
    timeOf(since, 'since'),
    timeOf(until, 'until'),
  ]
}

/** Years that Postgres reads as they are written. */
function timeOf(date: Date | undefined, what: string): string | null {
  if (date === undefined) return null
  const isWritten = !Number.isNaN(date.getTime())
  if (isWritten && /^(?!0000)\d{4}-/.test(date.toISOString())) return date.toISOString()
  const found = isWritten ? date.toISOString() : 'an invalid one'
  throw new InvalidValueError(`${what}: expected a date of the years 1 to 9999, found ${found}.`)
}

function requireUuid(id: string): string {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return id
  throw new InvalidValueError(
    `Expected the id of a dead letter, a UUID as list() shows it, found "${id}".`,
  )
}

function deadLetterOf(row: Row): DeadLetter {
  const [id, messageId, message, destination, handler, reason, error, text, attempt, deadAt] = row
  return {
    id: id!,
    messageId: messageId!,
    message: message!,
    destination: destination!,
    handler: handler === '' ? undefined : handler!,
    reason: reason!,
    error: error === null ? undefined : { name: error!, message: text ?? '' },
    attempts: Number(attempt),
    deadAt: new Date(Number(deadAt)),
  }
}

function detailsOf(row: Row): DeadLetterDetails {
  const [body, envelope, stack] = row.slice(10)
  const carried = JSON.parse(envelope!) as Pick<
    DeadLetterDetails,
    'headers' | 'tenant' | 'correlationId' | 'causationId'
  > & { readonly sentAt: string }
  return {
    ...deadLetterOf(row),
    body: body!,
    headers: carried.headers,
    tenant: carried.tenant,
    correlationId: carried.correlationId,
    causationId: carried.causationId,
    sentAt: new Date(carried.sentAt),
    stack: stack ?? undefined,
  }
}
