import { expect, test } from 'vitest'
import { stored } from '../../packages/compiler/src/queries/members.js'
import { tableOf } from '../../packages/compiler/src/queries/table-name.js'
import { comparison } from '../../packages/runtime/src/documents/conditions.js'
import { DocumentTable } from '../../packages/runtime/src/documents/document-table.js'
import { tableName } from '../../packages/runtime/src/documents/table-name.js'

// Compiled queries, the typed builder and indexes say a member in the same words, or one index would not serve both.
const table = new DocumentTable({
  type: Object,
  name: 'thing',
  idType: 'text',
  encode: () => '',
  revive: () => ({}),
})
const document = { kind: 'document', json: 'data', id: 'id', idType: 'text' } as const

test.each([
  ['text', 'a'],
  ['number', 1],
  ['bigint', 1n],
  ['boolean', true],
  ['date', new Date(0)],
] as const)(
  'a member of kind %s is the same SQL in compiled queries and built ones',
  (kind, value) => {
    const condition = comparison(table, "it's", '=', value, () => '$2')

    expect(condition.split(' = $2::')[0]).toBe(stored(document, ["it's"], kind).value)
  },
)

test('the id is its own column in compiled queries and built ones', () => {
  expect(comparison(table, 'id', '=', 'a', () => '$2')).toBe('id = $2::text')
  expect(stored(document, ['id'], 'text').value).toBe('id')
})

test.each(['thing', 'daily-room', 'Änderung', 'x'.repeat(80), 'with "quotes"'])(
  'the table of %s has one name for the compiler and the runtime',
  (name) => {
    expect(tableOf({ name })).toBe(`critter.${tableName(name)}`)
  },
)
