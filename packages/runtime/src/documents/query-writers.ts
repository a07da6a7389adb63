import { NotSingleError } from '../errors.js'
import type { Row } from '../postgres/flush.js'
import type { Cursor } from './cursor.js'
import { IncompleteRow } from './incomplete-row.js'
import type { ReadJson } from './query-plan.js'
import { cursorBehind, pageNumbers, shownOf } from './query-readers.js'

// What generated plans make an answer of when Postgres has written the rows: their first column is JSON.

export const writeList: ReadJson = (rows) => `[${rows.map(rowJson).join(',')}]`

export const writeFirst: ReadJson = ([row]) => (row === undefined ? null : rowJson(row))

/** The statement asks for two at most. */
export const writeSingle: ReadJson = ([row, ...more]) => {
  if (row === undefined || more.length > 0) {
    throw new NotSingleError(row === undefined ? 0 : more.length + 1)
  }
  return rowJson(row)
}

export const writePage: ReadJson = (rows) => {
  const { isEmpty, total, number, size } = pageNumbers(rows)
  const items = writeList(isEmpty ? [] : rows)
  return `{"items":${items},"total":${total},"number":${number},"size":${size}}`
}

export function writeCursorPage(cursor: Cursor): ReadJson {
  return (rows) => {
    const shown = shownOf(rows)
    const next = JSON.stringify(cursorBehind(shown, rows, cursor))
    return `{"items":${writeList(shown)},"next":${next}}`
  }
}

/** Null where the document lacks what its class declares. */
function rowJson([json]: Row): string {
  if (json === null || json === undefined) throw new IncompleteRow()
  return json
}
