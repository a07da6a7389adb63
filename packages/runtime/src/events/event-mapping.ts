import type { Type } from '../core/type.js'

/** How events of one class are recorded. Found by the constructor of the event. Generated. */
export interface EventMapping<E extends object = object> {
  readonly type: Type<E>
  /** The wire name in the row. */
  readonly name: string
  /** Of what is recorded now, `@Message(name, { version })`. Default: 1. */
  readonly version?: number
  /** JSON text of exactly the declared members. */
  readonly encode: (event: E) => string
  readonly revive: (stored: unknown) => E
  /** What an older version recorded, as this one would have. Absent: the same. */
  readonly upcast?: (stored: unknown, from: number) => unknown
}

/** What `startStream(aggregate, …)` records as the type of a stream, and how its events become the aggregate. Generated. */
export interface AggregateMapping<S extends object = object> {
  readonly type: Type<S>
  /** The type of the stream, in kebab-case. */
  readonly name: string
  /**
   * The state after an event; `null` is the one before the first. It may change the state it was given and return that. An event
   * that nobody applies changes nothing. Absent: nothing folds the events, and the state is always `null`.
   */
  readonly evolve?: (state: S | null, event: object) => S | null
  /** Tells a state that was read which stream it is of. Absent: its events say it, or nothing does. */
  readonly identify?: (state: S, id: string) => void
  /** How the state is kept beside its events, by every commit that knows it. Absent: it is folded from the events each time. */
  readonly snapshot?: SnapshotMapping<S>
}

export interface SnapshotMapping<S extends object = object> {
  /** Of what the state is and how events change it: a snapshot of another hash is not read. */
  readonly hash: string
  readonly encode: (state: S) => string
  readonly revive: (stored: unknown) => S
}
