import type { Pool } from 'pg'
import type { Clock } from '../core/clock.js'
import type { EventRegistry } from '../events/event-registry.js'
import type { DynamicStatements } from '../postgres/dynamic-statements.js'
import type { DocumentRegistry } from './document-registry.js'
import type { QueryRegistry } from './query-registry.js'

/** What every session of a store shares. */
export interface StoreParts {
  readonly pool: Pool
  readonly clock: Clock
  readonly statements: DynamicStatements
  readonly documents: DocumentRegistry
  readonly events: EventRegistry
  readonly queries: QueryRegistry
}
