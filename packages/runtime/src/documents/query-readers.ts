import type { Type } from '../core/type.js'
import { NotSingleError } from '../errors.js'
import type { ReadAnswer, ReadRow } from './query-plan.js'

// What generated plans read their rows with.

/** Columns: data, revision. */
export function documentRow(type: Type): ReadRow {
  return (row, documents) => documents(type, row[0]!, row[1]!)
}

/** One column of JSON; null where there is no value. */
export function valueRow(revive: (stored: unknown) => unknown): ReadRow {
  return ([json]) => (json === null || json === undefined ? null : revive(JSON.parse(json)))
}

export function readList(readRow: ReadRow): ReadAnswer {
  return (rows, documents) => rows.map((row) => readRow(row, documents))
}

export function readFirst(readRow: ReadRow): ReadAnswer {
  return ([row], documents) => (row === undefined ? null : readRow(row, documents))
}

/** The statement asks for two at most. */
export function readSingle(readRow: ReadRow): ReadAnswer {
  return ([row, ...more], documents) => {
    if (row === undefined || more.length > 0) {
      throw new NotSingleError(row === undefined ? 0 : more.length + 1)
    }
    return readRow(row, documents)
  }
}

export const readAny: ReadAnswer = ([row]) => row?.[0] === 't'

export const readNumber: ReadAnswer = ([row]) => Number(row?.[0])
