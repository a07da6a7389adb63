import type { UnitPart } from '../postgres/unit-part.js'
import type { DocumentSession, DocumentStore, SessionOptions } from './sessions.js'

/** Opens sessions for executions, whose units of work commit more than what the session writes. */
export interface UnitStore extends DocumentStore {
  openSession(options?: SessionOptions, part?: UnitPart): DocumentSession
}
