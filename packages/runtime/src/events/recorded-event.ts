/** One event as it was recorded. */
export interface RecordedEvent<E extends object = object> {
  readonly id: string
  readonly streamId: string
  /** Counts from 1 within its stream. */
  readonly version: number
  /** Among all events of the database. */
  readonly position: bigint
  readonly recordedAt: Date
  readonly event: E
}
