import type { Pool } from 'pg'
import type { Logger } from '../core/logger.js'
import type { Doubts } from './doubts.js'
import type { Node } from './node.js'
import type { Notices } from './notices.js'

/** What everything that takes rows for this node shares. */
export interface NodeParts {
  readonly pool: Pool
  readonly logger: Logger
  readonly node: Node
  readonly doubts: Doubts
  readonly notices: Notices
  /** How long is waited at most until the next look. */
  readonly pollMs: number
  /** What else looks when the store is asked to. */
  readonly lookers: Set<() => Promise<void>>
}
