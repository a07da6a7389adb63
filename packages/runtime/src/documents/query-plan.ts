import type { Type } from '../core/type.js'
import type { Row } from '../postgres/flush.js'
import type { Value } from '../postgres/statement.js'

/** What a query class became: its SQL, what is bound to it, and how the rows are read. Generated. */
export interface QueryPlan<Query extends object> extends QueryStatements<Query> {
  readonly read: ReadAnswer
  /** The same as JSON text that Postgres writes, for an endpoint that answers with it. */
  readonly json?: QueryStatements<Query> & { readonly read: ReadJson }
}

export interface QueryStatements<Query extends object> extends QueryStatement<Query> {
  /** Statements for when a condition asks nothing. The first that fits is run, else the one of the plan. */
  readonly variants?: readonly QueryVariant<Query>[]
  /** `false`: how the statement is best run depends on its values, so it is planned for them each time. */
  readonly prepared?: false
}

export interface QueryStatement<Query extends object> {
  /** `$1` is the tenant. */
  readonly sql: string
  /** What follows behind the tenant. */
  readonly bind: (query: Query) => readonly Value[]
}

export interface QueryVariant<Query extends object> extends QueryStatement<Query> {
  readonly when: (query: Query) => boolean
}

/** A query class. */
export type QueryType = Type

// `any`: a plan takes its own class, so no other type argument holds plans of several.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyQueryPlan = QueryPlan<any>
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyQueryStatements = QueryStatements<any>

/** From rows whose first column is JSON to JSON; `null` where there is no row and none must be. */
export type ReadJson = (rows: readonly Row[]) => string | null
/** From rows to what `session.query(…)` resolves with. */
export type ReadAnswer = (rows: readonly Row[], documents: ReadDocument) => unknown
export type ReadRow = (row: Row, documents: ReadDocument) => unknown
/** Revives a document, and remembers its revision in the session. */
export type ReadDocument = (type: Type, data: string, revision: string) => object
