import type { EventMetadata } from '../core/event-metadata.js'
import type { UnitPart } from '../postgres/unit-part.js'
import type { DocumentSession, DocumentStore, SessionOptions } from './sessions.js'

/** The execution that a session belongs to. */
export interface UnitExecution {
  /** What commits with the session. */
  readonly part: UnitPart | undefined
  /** What is recorded with its events. */
  readonly metadata: () => EventMetadata
}

/** Opens sessions for executions, whose units of work commit more than what the session writes. */
export interface UnitStore extends DocumentStore {
  openSession(options?: SessionOptions, execution?: UnitExecution): DocumentSession
}
