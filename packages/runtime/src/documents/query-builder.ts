export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

/** Built at run time, for what a compiled query cannot say. */
export interface QueryBuilder<T extends object> {
  where<K extends keyof T & string>(member: K, is: Comparison, value: T[K]): this
  where<K extends keyof T & string>(member: K, is: 'in', values: readonly T[K][]): this
  orderBy(member: keyof T & string, direction?: 'asc' | 'desc'): this
  skip(count: number): this
  take(count: number): this
  toArray(): Promise<readonly T[]>
  first(): Promise<T | null>
  count(): Promise<number>
}
