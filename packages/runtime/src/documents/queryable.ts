import type { IdOf, Type } from '../core/type.js'

/** What documents can be sorted by. Missing values come last, or first when descending. */
export type SortKey = string | number | bigint | Date | null | undefined

/**
 * What a compiled query is written against; the compiler reads the arrow functions, and nothing here is called.
 *
 * `session.query(…)` rejects with an `InvalidValueError` when a number is none that its step takes.
 */
export interface Queryable<T> {
  /** Several of them must all hold. */
  where(predicate: (document: T) => boolean): Queryable<T>
  /** The first is the most significant. Ties are broken by the id. */
  orderBy(key: (document: T) => SortKey, direction?: 'asc' | 'desc'): Queryable<T>
  /** The same as another `orderBy`. */
  thenBy(key: (document: T) => SortKey, direction?: 'asc' | 'desc'): Queryable<T>
  /** Leaves out the first so many: a whole number from 0. */
  skip(count: number): Queryable<T>
  /** At most so many: a whole number from 0. */
  take(count: number): Queryable<T>
  /** What is answered of each document, instead of all of it. */
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
  /** `null` when there is none. */
  first(): Answer<T | null>
  /** Rejects with `NotSingleError` when there is none, or more than one. */
  single(): Answer<T>
  count(): Answer<number>
  /** Whether there is one, of those that fulfil the predicate where one is given. */
  any(predicate?: (document: T) => boolean): Answer<boolean>
  /** 0 when there are none. A missing value counts as 0. */
  sum(value: (document: T) => number): Answer<number>
  /** `null` when there is no value. */
  min<Key extends string | number | bigint | Date>(
    value: (document: T) => Key | null | undefined,
  ): Answer<Key | null>
  /** `null` when there is no value. */
  max<Key extends string | number | bigint | Date>(
    value: (document: T) => Key | null | undefined,
  ): Answer<Key | null>
  /** One page with how many there are in all. `number` is from 1, `size` from 1, both to 2,147,483,647. */
  page(number: number, size: number): Answer<Page<T>>
  /**
   * The documents behind a cursor, from the beginning without one. Costs the same wherever it begins, and neither repeats nor
   * leaves out what was there all the time. A cursor that is not of this query is an `InvalidCursorError`. `size` is from 1 to
   * 2,147,483,647.
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

/** What `page` answers. Beyond the last page `items` is empty. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Of all pages. */
  readonly total: number
  /** As it was asked for, from 1. */
  readonly number: number
  /** As it was asked for: the last page may have fewer items. */
  readonly size: number
}

/** What `cursorPage` answers. */
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
