import type { Type } from '../core/type.js'
import { Cursor, type CursorKey } from '../documents/cursor.js'
import { asCount, asPageNumber, asPageSize } from '../documents/query-values.js'
import type {
  Answer,
  CursorPage,
  Included,
  Page,
  Queryable,
  SortKey,
} from '../documents/queryable.js'
import { NotSingleError } from '../errors.js'
import type { RelatedDocuments } from './run-in-memory.js'

/** A row as it is now, and the document it was made from, whose id ends every order. */
interface Item<T> {
  readonly value: T
  readonly id: unknown
  readonly keys: readonly SortKey[]
}
type Direction = 'asc' | 'desc'

/** Documents of an array, asked as the database would be: in the same order, and with the same refusals. */
export class InMemoryDocuments<T> implements Queryable<T> {
  readonly #items: readonly Item<T>[]
  readonly #directions: readonly Direction[]
  readonly #related: RelatedDocuments
  readonly #hasIncluded: boolean

  private constructor(
    items: readonly Item<T>[],
    related: RelatedDocuments,
    directions: readonly Direction[] = [],
    hasIncluded = false,
  ) {
    this.#items = items
    this.#related = related
    this.#directions = directions
    this.#hasIncluded = hasIncluded
  }

  static of<D>(documents: readonly D[], related: RelatedDocuments): InMemoryDocuments<D> {
    const items = documents.map((value) => ({
      value,
      id: (value as { readonly id?: unknown }).id,
      keys: [],
    }))
    return new InMemoryDocuments(items, related)
  }

  get rows(): readonly T[] {
    return this.#sorted().map((each) => each.value)
  }

  where(predicate: (document: T) => boolean): Queryable<T> {
    return this.#with(this.#items.filter((each) => predicate(each.value)))
  }

  orderBy(key: (document: T) => SortKey, direction: Direction = 'asc'): Queryable<T> {
    const items = this.#items.map((each) => ({ ...each, keys: [...each.keys, key(each.value)] }))
    return new InMemoryDocuments(
      items,
      this.#related,
      [...this.#directions, direction],
      this.#hasIncluded,
    )
  }

  thenBy(key: (document: T) => SortKey, direction: Direction = 'asc'): Queryable<T> {
    return this.orderBy(key, direction)
  }

  skip(count: number): Queryable<T> {
    return this.#with(this.#sorted().slice(Number(asCount(count))))
  }

  take(count: number): Queryable<T> {
    return this.#with(this.#sorted().slice(0, Number(asCount(count))))
  }

  select<Out>(shape: (document: T) => Out): Queryable<Out> {
    return this.#map(shape, this.#hasIncluded)
  }

  include<Name extends string, Other extends object>(
    name: Name,
    type: Type<Other>,
    id: (document: T) => unknown,
  ): Queryable<Included<T, Name, Other>> {
    const others = this.#related.get(type)
    if (others === undefined) {
      const { name: missing = 'the class' } = type as { readonly name?: string }
      throw new TypeError(
        `include('${name}', …) asks for documents ${missing}: runInMemory(query, documents, new Map([[${missing}, […]]])).`,
      )
    }
    return this.#map((value) => {
      const wanted = id(value)
      const found = others.find((each) => (each as { readonly id?: unknown }).id === wanted) ?? null
      const row = this.#hasIncluded ? (value as object) : { document: value }
      return { ...row, [name]: found } as Included<T, Name, Other>
    }, true)
  }

  first(): Answer<T | null> {
    return answer(this.rows[0] ?? null)
  }

  single(): Answer<T> {
    const [only, ...others] = this.rows
    if (only === undefined) throw new NotSingleError(0)
    if (others.length > 0) throw new NotSingleError(2)
    return answer(only)
  }

  count(): Answer<number> {
    return answer(this.#items.length)
  }

  any(predicate: (document: T) => boolean = () => true): Answer<boolean> {
    return answer(this.#items.some((each) => predicate(each.value)))
  }

  sum(value: (document: T) => number): Answer<number> {
    return answer(this.#items.reduce((total, each) => total + value(each.value), 0))
  }

  min<Key extends string | number | bigint | Date>(
    value: (document: T) => Key | null | undefined,
  ): Answer<Key | null> {
    return answer(this.#extreme(value, -1))
  }

  max<Key extends string | number | bigint | Date>(
    value: (document: T) => Key | null | undefined,
  ): Answer<Key | null> {
    return answer(this.#extreme(value, 1))
  }

  page(number: number, size: number): Answer<Page<T>> {
    const from = (Number(asPageNumber(number)) - 1) * Number(asPageSize(size))
    const items = this.rows.slice(from, from + size)
    return answer({ items, total: this.#items.length, number, size })
  }

  cursorPage(cursor: string | null | undefined, size: number): Answer<CursorPage<T>> {
    const most = Number(asPageSize(size))
    const sorted = this.#sorted()
    const mark = new Cursor(
      'in memory',
      [...this.#directions, 'id'].map((): CursorKey => 'text'),
    )
    // What a cursor holds in memory is the place: keys of several kinds need not be written as text.
    const begin = cursor === null || cursor === undefined ? 0 : Number(mark.read(cursor).at(-1))
    const items = sorted.slice(begin, begin + most).map((each) => each.value)
    const keys = [...this.#directions.map(() => null), String(begin + most)]
    return answer({ items, next: begin + most < sorted.length ? mark.write(keys) : null })
  }

  #extreme<Key extends string | number | bigint | Date>(
    value: (document: T) => Key | null | undefined,
    sign: 1 | -1,
  ): Key | null {
    let found: Key | null = null
    for (const each of this.#items) {
      const key = value(each.value)
      if (key === null || key === undefined) continue
      if (found === null || compare(key, found) * sign > 0) found = key
    }
    return found
  }

  #sorted(): readonly Item<T>[] {
    return this.#items.toSorted((a, b) => {
      for (const [index, direction] of this.#directions.entries()) {
        const decision = compare(a.keys[index], b.keys[index])
        if (decision !== 0) return direction === 'asc' ? decision : -decision
      }
      return compare(a.id as SortKey, b.id as SortKey)
    })
  }

  #map<Out>(change: (value: T) => Out, hasIncluded: boolean): InMemoryDocuments<Out> {
    const items = this.#items.map((each) => ({ ...each, value: change(each.value) }))
    return new InMemoryDocuments(items, this.#related, this.#directions, hasIncluded)
  }

  #with(items: readonly Item<T>[]): Queryable<T> {
    return new InMemoryDocuments(items, this.#related, this.#directions, this.#hasIncluded)
  }
}

function answer<Out>(value: Out): Answer<Out> {
  return { answer: value, ' answer': true }
}

/** As Postgres does: what is missing comes last, or first when descending. */
function compare(a: SortKey, b: SortKey): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null)
  return a < b ? -1 : a > b ? 1 : 0
}
