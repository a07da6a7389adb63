/** What a compiled query is written against; the compiler reads the arrow functions. */
export interface Queryable<T> {
  where(predicate: (document: T) => boolean): Queryable<T>
  orderBy(
    key: (document: T) => string | number | bigint | Date | null | undefined,
    direction?: 'asc' | 'desc',
  ): Queryable<T>
  skip(count: number): Queryable<T>
  take(count: number): Queryable<T>
  select<Out>(shape: (document: T) => Out): Queryable<Out>
  first(): Answer<T | null>
  single(): Answer<T>
  count(): Answer<number>
  any(predicate?: (document: T) => boolean): Answer<boolean>
  sum(value: (document: T) => number): Answer<number>
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

/** The same for one value: `first`, `single`, `count`, `any`, `sum`. */
export interface CompiledQuery<in Document, out Out> {
  query(documents: Queryable<Document>): Answer<Out>
}
