import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, DocumentModel } from '../model/application-model.js'
import type { Expression, Lambda } from '../model/expression.js'
import type { QueryModel } from '../model/query-model.js'
import { layOut, nested, type Clause } from './clauses.js'
import { filtersOf, variantsOf, type Filter, type Variant } from './optional-filters.js'
import { orderBy } from './order.js'
import { isKnown } from './parameters.js'
import { predicate } from './predicates.js'
import type { AnswerReader, QueryPlan, QueryStatement, RowReader } from './query-plan.js'
import { readSteps, type End, type Steps } from './read-steps.js'
import type { Root } from './roots.js'
import { json } from './shapes.js'
import { level, within } from './sql.js'
import { tableOf } from './table-name.js'
import { Translation } from './translator.js'
import { value } from './values.js'

export interface CompiledQueries {
  /** In the order of the model. */
  readonly plans: readonly QueryPlan[]
  readonly diagnostics: readonly Diagnostic[]
}

/** From what query classes say to the statements they are. */
export function compileQueries({
  queries,
  documents,
}: Pick<ApplicationModel, 'queries' | 'documents'>): CompiledQueries {
  const compiled = queries.map((each) => {
    const document = documents.find(({ type }) => type.id === each.document.id)
    // A class that cannot be stored has been reported.
    return document === undefined
      ? { plan: undefined, diagnostics: [] }
      : compileQuery(each, document)
  })
  return {
    plans: compiled.flatMap((each) => each.plan ?? []),
    diagnostics: compiled.flatMap((each) => each.diagnostics),
  }
}

function compileQuery(
  query: QueryModel,
  document: DocumentModel,
): { readonly plan: QueryPlan | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const reading = new Translation()
  const steps = readSteps(query, reading)
  const filters = filtersOf(steps.filters)
  const variants = variantsOf(filters)
  const written = (variants ?? [everything]).map((variant) =>
    writeStatement({ steps, filters, variant, document, isPrepared: variants !== undefined }),
  )
  const diagnostics = once(
    [reading, ...written.map((each) => each.translation)].flatMap((each) => each.diagnostics),
  )
  if (diagnostics.length > 0) return { plan: undefined, diagnostics }
  return {
    plan: {
      query: query.type,
      document: query.document,
      statements: written.map((each) => each.statement),
      isPrepared: variants !== undefined,
      reader: readerOf(steps, query),
      location: query.location,
    },
    diagnostics,
  }
}

const everything: Variant = { omitted: new Set(), when: undefined }

interface Asked {
  readonly steps: Steps
  readonly filters: readonly Filter[]
  readonly variant: Variant
  readonly document: DocumentModel
  readonly isPrepared: boolean
}

function writeStatement(asked: Asked): {
  readonly statement: QueryStatement
  readonly translation: Translation
} {
  const t = new Translation()
  const { steps, document, variant } = asked
  const root: Root = { kind: 'document', json: 'data', id: 'id', idType: document.idType }
  const from: Clause = ['from', tableOf(document)]
  const where = whereClauses(asked, root, t)
  const lines = layOut(statementOf(steps, root, from, where, t))
  return {
    statement: { lines, parameters: t.parameters.list, when: variant.when },
    translation: t,
  }
}

function statementOf(
  steps: Steps,
  root: Root,
  from: Clause,
  where: readonly Clause[],
  t: Translation,
): readonly Clause[] {
  const { end } = steps
  switch (end.kind) {
    case 'count':
      return [['select', 'count(*)'], from, ...where]
    case 'any':
      return [['select', `exists ${nested([['select', ''], from, ...where])}`]]
    case 'sum':
    case 'min':
    case 'max':
      return [['select', aggregate(end, root, t)], from, ...where]
    default:
      return [
        ['select', columns(steps, root, t)],
        from,
        ...where,
        ...orderBy(steps.order, root, t),
        ...paging(steps, t),
      ]
  }
}

function columns({ shape }: Steps, root: Root, t: Translation): string {
  if (shape === undefined) return 'data, revision'
  enter(shape.lambda, root, t)
  return json(shape.lambda.body, t).text
}

function aggregate(end: Extract<End, { lambda: Lambda }>, root: Root, t: Translation): string {
  enter(end.lambda, root, t)
  const { body } = end.lambda
  const asked = value(body, t)
  if (end.kind === 'sum') return `coalesce(sum(${asked.text}), 0)`
  const found = `${end.kind}(${asked.text})`
  return `to_jsonb(${body.type.kind === 'bigint' ? `${found}::text` : found})`
}

function whereClauses(
  { filters, variant, isPrepared }: Asked,
  root: Root,
  t: Translation,
): readonly Clause[] {
  const conditions = filters
    .filter(({ unless }) => unless === undefined || !variant.omitted.has(unless.text))
    .flatMap(({ lambda, condition, unless }): string[] => {
      enter(lambda, root, t)
      const holds = predicate(condition, t)
      if (unless === undefined || isPrepared) return [...(holds.all ?? [within(holds, level.and)])]
      const left = t.bindText(unless.text, 'asBoolean', 'boolean')
      return [`(${left.text} or ${within(holds, level.or)})`]
    })
  return [['where', 'tenant = $1::text'], ...conditions.map((each): Clause => ['and', each])]
}

function paging({ end, skip, take }: Steps, t: Translation): readonly Clause[] {
  const limit = end.kind === 'first' ? '1' : end.kind === 'single' ? '2' : take && count(take, t)
  return [
    ...(limit === undefined ? [] : [['limit', limit] as const]),
    ...(skip === undefined ? [] : [['offset', count(skip, t)] as const]),
  ]
}

function count(expression: Expression, t: Translation): string {
  if (!isKnown(expression) || expression.type.kind !== 'number') {
    return t.refuse(
      expression,
      'How many are skipped or taken is known before the database is asked',
      'Give it as a number, or as a parameter: this.count',
    ).text
  }
  if (expression.kind === 'literal') {
    const { value: written } = expression
    if (typeof written === 'number' && Number.isSafeInteger(written) && written >= 0)
      return String(written)
    return t.refuse(
      expression,
      'Skipped and taken is a whole number of at least 0',
      'Write 0 or more',
    ).text
  }
  return t.bind(expression, 'asCount', 'int8').text
}

function enter({ parameter }: Lambda, root: Root, t: Translation): void {
  t.enter(parameter, root)
}

function readerOf({ end, shape }: Steps, { document, answer }: QueryModel): AnswerReader {
  const row: RowReader =
    shape === undefined
      ? { kind: 'document', type: document }
      : { kind: 'value', type: shape.result }
  switch (end.kind) {
    case 'list':
    case 'first':
    case 'single':
      return { kind: end.kind, row }
    case 'min':
    case 'max':
      return { kind: 'extreme', type: answer }
    default:
      return { kind: end.kind }
  }
}

function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()]
}
