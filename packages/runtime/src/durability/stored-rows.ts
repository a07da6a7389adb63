import type { SentEnvelope } from '../messaging/envelope.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import type { Command, Statement, Value } from '../postgres/statement.js'
import { columnsOf, storable } from './envelope-row.js'
import { storeOutbox } from './sql/outbox.js'

/** A row to be inserted. */
export interface StoredRow {
  readonly envelope: SentEnvelope
  /** Nobody: it waits. */
  readonly owner: number | undefined
  readonly dueAt: Date
}

/** Rows of the inbox; `statement` says what happens when one is there. */
export function inboxCommand(statement: Statement, rows: readonly StoredRow[]): Command {
  const columns = rows.map(({ envelope }) => columnsOf(envelope))
  return {
    statement,
    values: [
      ...keysOf(rows.map(({ envelope }) => envelope)),
      arrayLiteral(rows.map(({ owner }) => ownerOf(owner))),
      arrayLiteral(rows.map(({ dueAt }) => dueAt.toISOString())),
      arrayLiteral(rows.map(({ envelope }) => String(envelope.attempt))),
      arrayLiteral(columns.map(({ messageName }) => messageName)),
      arrayLiteral(columns.map(({ body }) => body)),
      arrayLiteral(columns.map(({ envelope }) => envelope)),
    ],
  }
}

export function outboxCommand(rows: readonly StoredRow[]): Command {
  const columns = rows.map(({ envelope }) => columnsOf(envelope))
  return {
    statement: storeOutbox,
    values: [
      arrayLiteral(rows.map(({ envelope }) => envelope.id)),
      arrayLiteral(rows.map(({ envelope }) => storable(envelope.destination))),
      arrayLiteral(rows.map(({ owner }) => ownerOf(owner))),
      arrayLiteral(rows.map(({ dueAt }) => dueAt.toISOString())),
      arrayLiteral(columns.map(({ messageName }) => messageName)),
      arrayLiteral(columns.map(({ body }) => body)),
      arrayLiteral(columns.map(({ envelope }) => envelope)),
    ],
  }
}

/** Primary keys of the inbox, as three arrays. */
export function keysOf(envelopes: readonly SentEnvelope[]): readonly [Value, Value, Value] {
  return [
    arrayLiteral(envelopes.map(({ id }) => id)),
    arrayLiteral(envelopes.map(({ destination }) => storable(destination))),
    arrayLiteral(envelopes.map(({ handler = '' }) => storable(handler))),
  ]
}

/** Not null: only by `owner = 0` does Postgres see that the index has the rest in its order. */
const nobody = 0

function ownerOf(owner: number | undefined): Value {
  return String(owner ?? nobody)
}
