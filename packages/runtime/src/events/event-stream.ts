/** A stream that was fetched to be appended to: the commit succeeds only if nobody else has appended in between. */
export interface EventStream<S extends object> {
  readonly id: string
  /** How many events there are; 0: the stream was never started, and what is appended starts it. */
  readonly version: number
  /** After those events; do not change it, append. `null` when there are none. */
  readonly state: S | null
  /** Queues events; none at all is no error. Neither `version` nor `state` moves before they are committed. */
  append(...events: readonly object[]): void
}
