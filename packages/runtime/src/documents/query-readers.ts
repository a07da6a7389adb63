import type { Type } from '../core/type.js'
import { NotSingleError } from '../errors.js'
import type { Row } from '../postgres/flush.js'
import type { Cursor } from './cursor.js'
import type { ReadAnswer, ReadRow } from './query-plan.js'
import type { CursorPage, Page } from './queryable.js'

// What generated plans read their rows with.

/** Columns: data, revision. */
export function documentRow(type: Type): ReadRow {
  return (row, documents) => documents(type, row[0]!, row[1]!)
}

/** One column of JSON; null where there is no value. */
export function valueRow(revive: (stored: unknown) => unknown): ReadRow {
  return ([json]) => (isMissing(json) ? null : revive(JSON.parse(json)))
}

/** The same for a type that has `undefined` and no `null`. */
export function optionalRow(revive: (stored: unknown) => unknown): ReadRow {
  return ([json]) => (isMissing(json) ? undefined : revive(JSON.parse(json)))
}

/** SQL's null, and that of JSON. */
function isMissing(json: string | null | undefined): json is null | undefined {
  return json === null || json === undefined || json === 'null'
}

/** Columns: data and revision of the document, then of each of the others, which may be missing. */
export function includedRow(type: Type, others: Readonly<Record<string, Type>>): ReadRow {
  return (row, documents) => {
    const included: Record<string, object | null> = { document: documents(type, row[0]!, row[1]!) }
    Object.entries(others).forEach(([name, other], index) => {
      const data = row[2 * index + 2] ?? null
      included[name] = data === null ? null : documents(other, data, row[2 * index + 3]!)
    })
    return included
  }
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

/** Columns: those of a row, then its place, the total, the number of the page and its size. Beyond the last page is one row without a place. */
export function readPage(readRow: ReadRow): ReadAnswer {
  return (rows, documents): Page<unknown> => {
    const { isEmpty, ...numbers } = pageNumbers(rows)
    return { items: isEmpty ? [] : rows.map((row) => readRow(row, documents)), ...numbers }
  }
}

export function pageNumbers(rows: readonly Row[]) {
  const [place, total, number, size] = rows[0]!.slice(-4)
  return {
    isEmpty: place === null,
    total: Number(total),
    number: Number(number),
    size: Number(size),
  }
}

/** Columns: those of a row, then its keys, then the size. The statement asks for one more than the page holds. */
export function readCursorPage(readRow: ReadRow, cursor: Cursor): ReadAnswer {
  return (rows, documents): CursorPage<unknown> => {
    const shown = shownOf(rows)
    return {
      items: shown.map((row) => readRow(row, documents)),
      next: cursorBehind(shown, rows, cursor),
    }
  }
}

export function shownOf(rows: readonly Row[]): readonly Row[] {
  return rows.slice(0, Number(rows[0]?.at(-1)))
}

/** `null` where nothing follows. */
export function cursorBehind(
  shown: readonly Row[],
  rows: readonly Row[],
  cursor: Cursor,
): string | null {
  const last = shown.at(-1)
  return rows.length > shown.length && last !== undefined
    ? cursor.write(last.slice(-1 - cursor.length, -1))
    : null
}
