import { nameOf, type Type } from '../core/type.js'
import { stricter, type ExpectedVersion } from './expected-version.js'
import type { AnyAggregateMapping, AnyEventMapping } from './event-registry.js'

export interface PendingEvent {
  readonly stream: PendingStream
  readonly id: string
  readonly mapping: AnyEventMapping
  readonly data: string
  /** Its place among the events of the stream in this unit, from 1. */
  readonly place: number
}

/** What is known of a stream before this unit. */
export interface Standing {
  readonly version: number
  /** Makes the state anew by each call: what folds events onto it may change it. */
  readonly base: () => object | null
  /** Committed: now it has that version, and that state. */
  moved(version: number, base: () => object | null): void
}

/** A stream of one unit of work: started by it, appended to, archived, or only expected at a version. */
export class PendingStream {
  readonly id: string
  readonly events: PendingEvent[] = []
  expected: ExpectedVersion
  isEnforced = false
  isArchived = false
  #aggregate: AnyAggregateMapping | undefined
  readonly #standings: Standing[] = []

  constructor(id: string, aggregate: AnyAggregateMapping | undefined, expected: ExpectedVersion) {
    this.id = id
    this.#aggregate = aggregate
    this.expected = expected
  }

  /** `undefined`: whichever has the id. */
  get aggregate(): AnyAggregateMapping | undefined {
    return this.#aggregate
  }

  get type(): string | undefined {
    return this.#aggregate?.name
  }

  get aggregateName(): string {
    return this.#aggregate === undefined ? '' : nameOf(this.#aggregate.type as Type)
  }

  /** It is of this type after all. */
  become(aggregate: AnyAggregateMapping): void {
    this.#aggregate ??= aggregate
  }

  expect(expected: ExpectedVersion): void {
    this.expected = stricter(this.expected, expected)
  }

  know(standing: Standing): void {
    if (!this.#standings.includes(standing)) this.#standings.push(standing)
  }

  /** Versions are known before the commit where one is expected. */
  get knownVersion(): number | undefined {
    if (this.expected === 'none') return 0
    return typeof this.expected === 'number' ? this.expected : undefined
  }

  /** It is appended to whatever its version is. */
  get isBlind(): boolean {
    return this.events.length > 0 && this.knownVersion === undefined
  }

  /** Of the version that is expected: then the state after this unit is known, too. */
  get standing(): Standing | undefined {
    return this.#standings.find((each) => each.version === this.knownVersion)
  }

  moved(version: number, base: () => object | null): void {
    for (const standing of this.#standings) standing.moved(version, base)
  }
}

/** The event as whoever reads it later will see it: another object than the one that was appended. */
export function revivePending({ mapping, data }: PendingEvent): object {
  return mapping.revive(JSON.parse(data)) as object
}
