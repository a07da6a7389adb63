import type { EventMetadata } from '../core/event-metadata.js'

/** One event as it was recorded. */
export interface RecordedEvent<E extends object = object> extends EventMetadata {
  readonly id: string
  readonly streamId: string
  /** Counts from 1 within its stream. */
  readonly version: number
  /** Among all events of the database. */
  readonly position: bigint
  readonly recordedAt: Date
  readonly tenant?: string | undefined
  readonly event: E
}
