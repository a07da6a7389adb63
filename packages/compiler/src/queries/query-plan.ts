import type { SourceLocation } from '../model/source-location.js'
import type { NamedType, TypeUse } from '../model/type-ref.js'
import type { CursorKeys } from './cursors.js'
import type { Parameter } from './parameters.js'

/** A query class as it will run: its statements, and how their rows are read. */
export interface QueryPlan {
  readonly query: NamedType
  /** Those whose tables it asks, the main one first. */
  readonly documents: readonly NamedType[]
  /** The last has no `when`. */
  readonly statements: readonly QueryStatement[]
  /** The statement is prepared and remembered by its text; `false` where it depends on what is asked how it is best run. */
  readonly isPrepared: boolean
  readonly reader: AnswerReader
  /** Of rows that an endpoint answers with. */
  readonly json: JsonAnswer | undefined
  /** Of a query that ends in a page behind a cursor. */
  readonly cursor: CursorKeys | undefined
  readonly location: SourceLocation
}

/** How the answer becomes JSON: by statements like those of the plan, or by TypeScript, and why. */
export type JsonAnswer =
  | { readonly by: 'postgres'; readonly statements: readonly QueryStatement[] }
  | { readonly by: 'typescript'; readonly because: string }

export interface QueryStatement {
  /** One clause per line. */
  readonly lines: readonly string[]
  /** Behind `$1`, the tenant. */
  readonly parameters: readonly Parameter[]
  /** TypeScript over `query`. */
  readonly when: string | undefined
}

export type AnswerReader =
  | {
      readonly kind: 'list' | 'first' | 'single' | 'page' | 'cursor-page'
      readonly row: RowReader
    }
  | { readonly kind: 'count' | 'any' | 'sum' }
  /** Of `min` and `max`: `null` when there is none. */
  | { readonly kind: 'extreme'; readonly type: TypeUse }

export type RowReader =
  | { readonly kind: 'document'; readonly type: NamedType }
  /** A document with related ones. */
  | {
      readonly kind: 'included'
      readonly type: NamedType
      readonly others: readonly { readonly name: string; readonly type: NamedType }[]
    }
  /** One column of JSON; null is `undefined` where the type has no `null`. */
  | { readonly kind: 'value'; readonly type: TypeUse }
