/** How a member is compared with a value. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

/** Which documents are meant. Members are compared as what their values are: text, number, boolean, `Date`. */
export interface Filter<T extends object> {
  /**
   * Only documents whose member compares so. `null` stands for a member that is `null` or absent, and only `=`, `!=` and `in`
   * take it; a document without the member is `!=` every value, as in JavaScript. Text is compared by its characters' codes.
   */
  where<K extends keyof T & string>(member: K, is: Comparison, value: T[K]): this
  where<K extends keyof T & string>(member: K, is: 'in', values: readonly T[K][]): this
  where(member: keyof T & string, is: '=' | '!=', value: null): this
  /** Only documents that fit one of the alternatives: `.anyOf((q) => q.where('a', '=', 1), (q) => q.where('b', '>', 2))`. */
  anyOf(...alternatives: readonly ((alternative: Filter<T>) => unknown)[]): this
}

/**
 * Built at run time, for what a compiled query cannot say. Every call changes this query and returns it, and throws an
 * `InvalidValueError` when it is given what the member cannot be compared with, or a number that is none.
 */
export interface QueryBuilder<T extends object> extends Filter<T> {
  /**
   * Documents without the member come last when ascending, first when descending. Ties are broken by id. Numbers are sorted
   * as numbers and text by its characters' codes; a `bigint` other than the id is stored as text and sorted as such.
   */
  orderBy(member: keyof T & string, direction?: 'asc' | 'desc'): this
  /** Leaves out the first so many: a whole number from 0. Default: 0. */
  skip(count: number): this
  /** At most so many: a whole number from 0. Default: all of them. */
  take(count: number): this
  /**
   * All that fit, in their order.
   *
   * @throws {UnreadableDataError} `ERR_UNREADABLE_DATA` when what is stored cannot be read as what the class declares now.
   */
  toArray(): Promise<readonly T[]>
  /** The first that fits; `null` when there is none. Rejects as `toArray` does. */
  first(): Promise<T | null>
  /** How many documents fit, whatever `skip` and `take` say. */
  count(): Promise<number>
}
