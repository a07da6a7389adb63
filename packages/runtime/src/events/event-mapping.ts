import type { Type } from '../core/type.js'

/** How events of one class are recorded. Found by the constructor of the event. Generated. */
export interface EventMapping<E extends object = object> {
  readonly type: Type<E>
  /** The wire name in the row. */
  readonly name: string
  /** JSON text of exactly the declared members. */
  readonly encode: (event: E) => string
  readonly revive: (stored: unknown) => E
}

/** The name of a stream's type: what `startStream(aggregate, …)` records. Generated. */
export interface AggregateMapping {
  readonly type: Type
  readonly name: string
}
