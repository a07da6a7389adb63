import type { CodecRequest } from '../codecs/codec-request.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { TypeUse } from '../model/type-ref.js'
import type { AnswerReader, QueryPlan, RowReader } from '../queries/query-plan.js'
import type { Code } from './code.js'
import { importValue } from './imports.js'
import { argumentList, objectLiteral } from './layout.js'
import type { Printing } from './printing.js'
import { classOf } from './query-classes.js'
import { generatedValue } from './runtime-symbols.js'
import { memberName } from './text.js'

/** Every codec that the rows of a query are read with. */
export function queryCodecs({ reader, location }: QueryPlan): readonly CodecRequest[] {
  const type =
    reader.kind === 'extreme'
      ? reader.type
      : 'row' in reader && reader.row.kind === 'value'
        ? reader.row.type
        : undefined
  return type === undefined ? [] : [{ purpose: 'revive', type: present(type), location }]
}

/** From rows to what `session.query(…)` resolves with. */
export function printReader(
  answer: AnswerReader,
  model: ApplicationModel,
  codec: Printing['codec'],
): Code {
  switch (answer.kind) {
    case 'list':
      return [generatedValue('readList'), argumentList([row(answer.row, model, codec)])]
    case 'page':
      return [generatedValue('readPage'), argumentList([row(answer.row, model, codec)])]
    case 'cursor-page':
      return [
        generatedValue('readCursorPage'),
        argumentList([row(answer.row, model, codec), 'cursor']),
      ]
    case 'first':
      return [generatedValue('readFirst'), argumentList([row(answer.row, model, codec)])]
    case 'single':
      return [generatedValue('readSingle'), argumentList([row(answer.row, model, codec)])]
    case 'extreme':
      return [generatedValue('readFirst'), argumentList([value(answer.type, codec)])]
    case 'any':
      return generatedValue('readAny')
    case 'count':
    case 'sum':
      return generatedValue('readNumber')
  }
}

function row(each: RowReader, model: ApplicationModel, codec: Printing['codec']): Code {
  switch (each.kind) {
    case 'document':
      return [generatedValue('documentRow'), argumentList([classOf(each.type, model)])]
    case 'included': {
      const others = each.others.map(({ name, type }): Code => [
        memberName(name),
        ': ',
        classOf(type, model),
      ])
      return [
        generatedValue('includedRow'),
        argumentList([classOf(each.type, model), objectLiteral(others)]),
      ]
    }
    case 'value':
      return value(each.type, codec)
  }
}

function value(type: CodecRequest['type'], codec: Printing['codec']): Code {
  const row = type.undefined && !type.null ? 'optionalRow' : 'valueRow'
  return [
    generatedValue(row),
    argumentList([importValue(codec({ purpose: 'revive', type: present(type) }))]),
  ]
}

/** Rows without a value are not given to the codec. */
function present(type: TypeUse): TypeUse {
  return { ...type, null: false, undefined: false }
}

/** From rows that are JSON to JSON. */
export function printWriter({ kind }: AnswerReader): Code {
  const name = writers[kind as keyof typeof writers]
  return kind === 'cursor-page' ? [generatedValue(name), '(cursor)'] : generatedValue(name)
}

const writers = {
  list: 'writeList',
  first: 'writeFirst',
  single: 'writeSingle',
  page: 'writePage',
  'cursor-page': 'writeCursorPage',
} as const
