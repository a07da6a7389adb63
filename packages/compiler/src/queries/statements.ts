import type { Expression } from '../model/expression.js'
import { nested, type Clause } from './clauses.js'
import { behindCursor } from './cursors.js'
import type { JsonRows } from './json-rows.js'
import type { Condition, Filter, Variant } from './optional-filters.js'
import { orderKeys, printOrder, type OrderKey } from './order.js'
import { isKnown, type Writer } from './parameters.js'
import { predicate } from './predicates.js'
import type { End, Steps } from './read-steps.js'
import { json } from './shapes.js'
import type { Source } from './sources.js'
import { level, within, type Sql } from './sql.js'
import type { Translation } from './translator.js'
import { value } from './values.js'

export interface Asked {
  readonly steps: Steps
  readonly filters: readonly Filter[]
  readonly variant: Variant
  /** Whether conditions are left out by choosing another statement; else the statement itself asks. */
  readonly isPrepared: boolean
  readonly source: Source
  /** Of a statement that makes the answer itself: the rows in one column. */
  readonly rows?: JsonRows
}

/** The clauses of one statement. */
export function statementOf(asked: Asked, t: Translation): readonly Clause[] {
  const { steps, source } = asked
  const { end } = steps
  const keys = hasRows(end) ? orderKeys(steps, source, t) : []
  const from = [...source.from, ...whereClauses(asked, keys, t)]
  const order: Clause = ['order by', printOrder(keys)]
  switch (end.kind) {
    case 'count':
      return [['select', 'count(*)'], ...from]
    case 'any':
      return [['select', `exists ${nested([['select', ''], ...from])}`]]
    case 'sum':
    case 'min':
    case 'max':
      return [['select', aggregate(end, source, t)], ...from]
    case 'page':
      return pageOf(end, columns(asked, t), from, order, t)
    case 'cursor-page': {
      const size = bound(end.size, 'asPageSize', 'int8', t)
      const shown = [...columns(asked, t), ...keys.map((each) => keyColumn(each)), size]
      return [['select', shown.join(', ')], ...from, order, ['limit', `${size} + 1`]]
    }
    default:
      return [['select', columns(asked, t).join(', ')], ...from, order, ...cut(steps, t)]
  }
}

export function hasRows({ kind }: End): boolean {
  return ['list', 'first', 'single', 'page', 'cursor-page'].includes(kind)
}

function columns({ steps, source, rows }: Asked, t: Translation): readonly string[] {
  if (rows !== undefined) return [rows.column(steps, source)]
  const { shape } = steps
  if (shape === undefined) return source.columns
  source.enter(shape)
  return [json(shape.lambda.body, t).text]
}

function keyColumn({ text, kind }: OrderKey): string {
  return kind === 'text' ? text : `(${text})::text`
}

function aggregate(
  end: Extract<End, { kind: 'sum' | 'min' | 'max' }>,
  source: Source,
  t: Translation,
): string {
  source.enter(end)
  const { body } = end.lambda
  const asked = value(body, t)
  if (end.kind === 'sum') return `coalesce(sum(${asked.text}), 0)`
  const found = `${end.kind}(${asked.text})`
  return `to_jsonb(${body.type.kind === 'bigint' ? `${found}::text` : found})`
}

/** One row even where the page is empty, so that the total is there. */
function pageOf(
  { number, size }: Extract<End, { kind: 'page' }>,
  shown: readonly string[],
  from: readonly Clause[],
  order: Clause,
  t: Translation,
): readonly Clause[] {
  const asked = bound(number, 'asPageNumber', 'int8', t)
  const most = bound(size, 'asPageSize', 'int8', t)
  const names = shown.map((_, index) => `column${index + 1}`)
  const inner: readonly Clause[] = [
    [
      'select',
      [
        ...shown.map((each, index) => `${each} as ${names[index]!}`),
        `row_number() over (order by ${order[1]}) as place`,
      ].join(', '),
    ],
    ...from,
    order,
    ['limit', most],
    ['offset', `(${asked} - 1) * ${most}`],
  ]
  return [
    [
      'select',
      [...names.map((each) => `page.${each}`), 'page.place', 'total.documents', asked, most].join(
        ', ',
      ),
    ],
    ['from', `${nested([['select', 'count(*) as documents'], ...from])} as total`],
    ['left join', `${nested(inner)} as page`],
    ['on', 'true'],
    ['order by', 'page.place'],
  ]
}

function whereClauses(
  { filters, variant, isPrepared, source }: Asked,
  keys: readonly OrderKey[],
  t: Translation,
): readonly Clause[] {
  const conditions = filters
    .filter(({ unless }) => unless === undefined || !variant.omitted.has(unless.text))
    .flatMap(({ asked, unless }): readonly string[] => {
      const holds = condition(asked, source, keys, t)
      if (unless === undefined || isPrepared) return holds.all ?? [within(holds, level.and)]
      const left = t.bindKnown(unless, 'asBoolean', 'boolean')
      return [`(${left.text} or ${within(holds, level.or)})`]
    })
  return [
    ['where', `${source.tenant} = $1::text`],
    ...conditions.map((each): Clause => ['and', each]),
  ]
}

function condition(
  asked: Condition,
  source: Source,
  keys: readonly OrderKey[],
  t: Translation,
): Sql {
  if (asked.kind === 'cursor') return behindCursor(asked.cursor, keys, t)
  source.enter(asked)
  return predicate(asked.condition, t)
}

function cut({ end, skip, take }: Steps, t: Translation): readonly Clause[] {
  const limit =
    end.kind === 'first'
      ? '1'
      : end.kind === 'single'
        ? '2'
        : take && bound(take, 'asCount', 'int8', t)
  return [
    ...(limit === undefined ? [] : [['limit', limit] as const]),
    ...(skip === undefined ? [] : [['offset', bound(skip, 'asCount', 'int8', t)] as const]),
  ]
}

/** A number of documents or pages, which is known before the database is asked. */
function bound(expression: Expression, writer: Writer, cast: string, t: Translation): string {
  if (!isKnown(expression) || expression.type.kind !== 'number') {
    return t.refuse(
      expression,
      'How many documents are meant is known before the database is asked',
      'Give it as a number, or as a parameter: this.count',
    ).text
  }
  const least = writer === 'asCount' ? 0 : 1
  if (expression.kind !== 'literal') return t.bind(expression, writer, cast).text
  const { value: written } = expression
  if (
    typeof written === 'number' &&
    Number.isSafeInteger(written) &&
    written >= least &&
    written < 2 ** 31
  ) {
    return String(written)
  }
  return t.refuse(
    expression,
    `This is a whole number of at least ${least}`,
    `Write ${least} or more`,
  ).text
}
