import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, DocumentModel } from '../model/application-model.js'
import type { TypeId } from '../model/type-ref.js'
import type { QueryModel } from '../model/query-model.js'
import { adviseIndex } from './advise-index.js'
import { shapeTableOf, type ShapeTable } from '../codecs/shape-table.js'
import { layOut } from './clauses.js'
import { cursorKeys } from './cursors.js'
import { filtersOf, variantsOf, type Filter, type Variant } from './optional-filters.js'
import { orderKeys } from './order.js'
import type {
  AnswerReader,
  JsonAnswer,
  QueryPlan,
  QueryStatement,
  RowReader,
} from './query-plan.js'
import { JsonRows } from './json-rows.js'
import { readSteps, type Steps } from './read-steps.js'
import { Source, type FindDocument } from './sources.js'
import { hasRows, statementOf } from './statements.js'
import { Translation } from './translator.js'

export interface CompiledQueries {
  /** In the order of the model. */
  readonly plans: readonly QueryPlan[]
  readonly diagnostics: readonly Diagnostic[]
}

/** From what query classes say to the statements they are. `answers`: ids of those that endpoints answer with. */
export function compileQueries(
  { queries, documents, shapes }: Pick<ApplicationModel, 'queries' | 'documents' | 'shapes'>,
  answers: ReadonlySet<TypeId> = new Set(),
): CompiledQueries {
  const byId = new Map(documents.map((each) => [each.type.id, each]))
  const table = answers.size === 0 ? undefined : shapeTableOf(shapes)
  const compiled = queries.map((each) =>
    compileQuery(each, {
      find: (type) => byId.get(type.id),
      table: answers.has(each.type.id) ? table : undefined,
    }),
  )
  return {
    plans: compiled.flatMap((each) => each.plan ?? []),
    diagnostics: compiled.flatMap((each) => each.diagnostics),
  }
}

interface Compiled {
  readonly plan: QueryPlan | undefined
  readonly diagnostics: readonly Diagnostic[]
}

interface Known {
  readonly find: FindDocument
  /** Where the answer is wanted as JSON. */
  readonly table: ShapeTable | undefined
}

function compileQuery(query: QueryModel, { find, table }: Known): Compiled {
  const reading = new Translation()
  const steps = readSteps(query, reading)
  const types = [query.document, ...steps.includes.map((each) => each.type)]
  const document = find(query.document)
  // A class that cannot be stored has been reported.
  if (document === undefined || !types.every(find)) {
    return { plan: undefined, diagnostics: reading.diagnostics }
  }
  const filters = filtersOf(steps)
  const variants = variantsOf(filters)
  const isPrepared = variants !== undefined
  const asked = { query, steps, filters, document, isPrepared }
  const write = (json?: ShapeTable) =>
    (variants ?? [everything]).map((variant) => writeStatement({ ...asked, variant }, find, json))
  const written = write()
  const diagnostics = once(
    [reading, ...written.map((each) => each.translation)].flatMap((each) => each.diagnostics),
  )
  if (diagnostics.length > 0) return { plan: undefined, diagnostics }
  return {
    plan: {
      query: query.type,
      documents: types,
      statements: written.map((each) => each.statement),
      isPrepared,
      reader: readerOf(steps, query),
      json: table && jsonAnswer(steps, () => write(table)),
      cursor: written[0]?.cursor,
      location: query.location,
    },
    diagnostics: adviseIndex(query, filters, document),
  }
}

const everything: Variant = { omitted: new Set(), when: undefined }

/** Only rows are worth it: a number is no less work as text. */
function jsonAnswer({ end }: Steps, write: () => readonly Written[]): JsonAnswer | undefined {
  if (!hasRows(end)) return undefined
  const written = write()
  const [because] = written.flatMap((each) => each.whyNot ?? [])
  if (because !== undefined) return { by: 'typescript', because }
  return { by: 'postgres', statements: written.map((each) => each.statement) }
}

interface Asked {
  readonly query: QueryModel
  readonly steps: Steps
  readonly filters: readonly Filter[]
  readonly variant: Variant
  readonly document: DocumentModel
  readonly isPrepared: boolean
}

interface Written {
  readonly statement: QueryStatement
  readonly translation: Translation
  readonly cursor: QueryPlan['cursor']
  /** Of a statement that was to make JSON: why it cannot. */
  readonly whyNot: string | undefined
}

function writeStatement(asked: Asked, find: FindDocument, json: ShapeTable | undefined): Written {
  const { steps, variant, query } = asked
  const t = new Translation()
  const source = new Source(steps, asked.document, find, t)
  const rows = json && new JsonRows(query, json, t)
  const lines = layOut(statementOf({ ...asked, source, ...(rows && { rows }) }, t))
  const cursor =
    steps.end.kind === 'cursor-page'
      ? cursorKeys(query.type.name, orderKeys(steps, source, t))
      : undefined
  const statement = { lines, parameters: t.parameters.list, when: variant.when }
  return { statement, translation: t, cursor, whyNot: rows?.whyNot }
}

function readerOf({ end, shape, includes }: Steps, { document, answer }: QueryModel): AnswerReader {
  const row: RowReader =
    shape !== undefined
      ? { kind: 'value', type: shape.result }
      : includes.length > 0
        ? {
            kind: 'included',
            type: document,
            others: includes.map(({ name, type }) => ({ name, type })),
          }
        : { kind: 'document', type: document }
  switch (end.kind) {
    case 'min':
    case 'max':
      return { kind: 'extreme', type: answer }
    case 'count':
    case 'any':
    case 'sum':
      return { kind: end.kind }
    default:
      return { kind: end.kind, row }
  }
}

function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()]
}
