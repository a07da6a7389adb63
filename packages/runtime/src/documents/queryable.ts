import type { IdOf, Type } from '../core/type.js'

/** What documents can be sorted by. Missing values come last, or first when descending. */
export type SortKey = string | number | bigint | Date | null | undefined

/** What a compiled query is written against; the compiler reads the arrow functions. */
export interface Queryable<T> {
  /** Several of them must all hold. */
  where(predicate: (document: T) => boolean): Queryable<T>
  /** The first is the most significant. Ties are broken by the id. */
  orderBy(key: (document: T) => SortKey, direction?: 'asc' | 'desc'): Queryable<T>
  /** The same as another `orderBy`. */
  thenBy(key: (document: T) => SortKey, direction?: 'asc' | 'desc'): Queryable<T>
  skip(count: number): Queryable<T>
  take(count: number): Queryable<T>
  select<Out>(shape: (document: T) => Out): Queryable<Out>
  /**
   * Reads a related document by its id with each of these, in the same statement; `null` where there is none:
   * `shifts.include('board', Board, (shift) => shift.boardId)` are rows `{ document, board }`.
   */
  include<Name extends string, Other extends object>(
    name: Name,
    type: Type<Other>,
    id: (document: T) => IdOf<Other> | null | undefined,
  ): Queryable<Included<T, Name, Other>>
  first(): Answer<T | null>
  /** Rejects with `NotSingleError` when there is none, or more than one. */
  single(): Answer<T>
  count(): Answer<number>
  any(predicate?: (document: T) => boolean): Answer<boolean>
  sum(value: (document: T) => number): Answer<number>
  /** `null` when there is no value. */
  min<Key extends string | number | bigint | Date>(
    value: (document: T) => Key | null | undefined,
  ): Answer<Key | null>
  /** `null` when there is no value. */
  max<Key extends string | number | bigint | Date>(
    value: (document: T) => Key | null | undefined,
  ): Answer<Key | null>
  /** One page, the first is 1, with how many there are in all. */
  page(number: number, size: number): Answer<Page<T>>
  /**
   * The documents behind a cursor, from the beginning without one. Costs the same wherever it begins, and neither repeats nor
   * leaves out what was there all the time. A cursor that is not of this query is an `InvalidCursorError`.
   */
  cursorPage(cursor: string | null | undefined, size: number): Answer<CursorPage<T>>
}

/** A row of `include`: the document that was asked for, and the related ones by name. */
export type Included<T, Name extends string, Other> = {
  [K in keyof Row<T, Name, Other>]: Row<T, Name, Other>[K]
}
type Row<T, Name extends string, Other> = (T extends { readonly document: object }
  ? T
  : { readonly document: T }) & { readonly [K in Name]: Other | null }

export interface Page<T> {
  readonly items: readonly T[]
  /** Of all pages. */
  readonly total: number
  readonly number: number
  readonly size: number
}

export interface CursorPage<T> {
  readonly items: readonly T[]
  /** What the next page begins behind; `null` at the end. */
  readonly next: string | null
}

/** One value a query ends in. */
export interface Answer<out Out> {
  readonly answer?: Out
  readonly ' answer': true
}

/** A query for documents, written once as a class and compiled to one prepared statement. */
export interface CompiledListQuery<in Document, out Out = Document> {
  query(documents: Queryable<Document>): Queryable<Out>
}

/** The same for one value: `first`, `single`, `count`, `any`, `sum`, `min`, `max`, `page`, `cursorPage`. */
export interface CompiledQuery<in Document, out Out> {
  query(documents: Queryable<Document>): Answer<Out>
}
