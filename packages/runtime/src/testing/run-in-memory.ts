import type { Answer, CompiledListQuery, CompiledQuery, Queryable } from '../documents/queryable.js'
import { NotSingleError } from '../errors.js'

/** Runs a compiled query over an array. */
export function runInMemory<D, Out>(
  query: CompiledListQuery<D, Out>,
  documents: readonly D[],
): readonly Out[]
export function runInMemory<D, Out>(query: CompiledQuery<D, Out>, documents: readonly D[]): Out
export function runInMemory<D>(
  query: { query(documents: Queryable<D>): Queryable<unknown> | Answer<unknown> },
  documents: readonly D[],
): unknown {
  const result = query.query(new InMemoryDocuments(documents, []))
  return result instanceof InMemoryDocuments ? result.documents : (result as Answer<unknown>).answer
}

type Key<T> = Parameters<Queryable<T>['orderBy']>[0]
type Order<T> = (a: T, b: T) => number

class InMemoryDocuments<T> implements Queryable<T> {
  readonly documents: readonly T[]
  readonly #orders: readonly Order<T>[]

  constructor(documents: readonly T[], orders: readonly Order<T>[]) {
    this.documents = documents
    this.#orders = orders
  }

  where(predicate: (document: T) => boolean): Queryable<T> {
    return this.#with(this.documents.filter((each) => predicate(each)))
  }

  orderBy(key: Key<T>, direction: 'asc' | 'desc' = 'asc'): Queryable<T> {
    const sign = direction === 'asc' ? 1 : -1
    const orders = [...this.#orders, (a: T, b: T) => sign * compare(key(a), key(b))]
    const sorted = this.documents.toSorted((a, b) => {
      for (const order of orders) {
        const decision = order(a, b)
        if (decision !== 0) return decision
      }
      return 0
    })
    return new InMemoryDocuments(sorted, orders)
  }

  skip(count: number): Queryable<T> {
    return this.#with(this.documents.slice(count))
  }

  take(count: number): Queryable<T> {
    return this.#with(this.documents.slice(0, count))
  }

  select<Out>(shape: (document: T) => Out): Queryable<Out> {
    return new InMemoryDocuments(
      this.documents.map((each) => shape(each)),
      [],
    )
  }

  first(): Answer<T | null> {
    return answer(this.documents[0] ?? null)
  }

  single(): Answer<T> {
    const [only, ...others] = this.documents
    if (only === undefined || others.length > 0) throw new NotSingleError(this.documents.length)
    return answer(only)
  }

  count(): Answer<number> {
    return answer(this.documents.length)
  }

  any(predicate: (document: T) => boolean = () => true): Answer<boolean> {
    return answer(this.documents.some((each) => predicate(each)))
  }

  sum(value: (document: T) => number): Answer<number> {
    return answer(this.documents.reduce((total, each) => total + value(each), 0))
  }

  #with(documents: readonly T[]): Queryable<T> {
    return new InMemoryDocuments(documents, this.#orders)
  }
}

function answer<Out>(value: Out): Answer<Out> {
  return { answer: value, ' answer': true }
}

/** As Postgres does: what is missing comes last, or first when descending. */
function compare(a: ReturnType<Key<unknown>>, b: ReturnType<Key<unknown>>): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null)
  return a < b ? -1 : a > b ? 1 : 0
}
