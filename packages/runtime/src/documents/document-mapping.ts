import type { Type } from '../core/type.js'

/** How documents of one class are stored. Generated. */
export interface DocumentMapping<T extends object = object> {
  readonly type: Type<T>
  /** `todo`: table `critter.doc_todo`. */
  readonly name: string
  /** The column type of the ids: of `string`, `number` and `bigint`. */
  readonly idType: 'text' | 'float8' | 'int8'
  readonly indexes?: readonly IndexMapping[]
  /** JSON text of exactly the declared members. */
  readonly encode: (document: T) => string
  /** Parsed `jsonb` → instance: the prototype restored, dates parsed. */
  readonly revive: (stored: unknown) => T
}

/** An index of a table. */
export interface IndexMapping {
  /** As `@Doc` names them. */
  readonly members: readonly string[]
  /** The same as SQL. */
  readonly on: readonly string[]
  readonly unique?: true
  readonly gin?: true
}
