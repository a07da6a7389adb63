import type { Pool } from 'pg'
import type { Clock } from '../core/clock.js'
import type { EventMetadata } from '../core/event-metadata.js'
import type { Logger } from '../core/logger.js'
import { DatabaseUnavailableError } from '../errors.js'
import {
  EventRegistry,
  type AnyAggregateMapping,
  type AnyEventMapping,
} from '../events/event-registry.js'
import { maskEvents, type MaskOptions } from '../events/mask-events.js'
import { describeLoss } from '../postgres/connect.js'
import { DynamicStatements } from '../postgres/dynamic-statements.js'
import { requireId, requireText } from '../postgres/require-value.js'
import { withSchemaLock } from '../postgres/schema-lock.js'
import { DocumentRegistry } from './document-registry.js'
import { createMissingTables, defineTable, type TableDefinition } from './document-schema.js'
import type { AnyDocumentMapping } from './document-table.js'
import { PgDocumentSession } from './pg-document-session.js'
import type { AnyQueryPlan, QueryType } from './query-plan.js'
import { QueryRegistry } from './query-registry.js'
import type { DocumentSession, SessionOptions } from './sessions.js'
import type { StoreParts } from './store-parts.js'
import type { UnitExecution, UnitStore } from './unit-store.js'

export interface PgDocumentStoreOptions {
  /** Made by `connect`. The store does not close it. */
  readonly pool: Pool
  readonly definition: {
    readonly documents: readonly AnyDocumentMapping[]
    readonly events: readonly AnyEventMapping[]
    readonly aggregates: readonly AnyAggregateMapping[]
    readonly queries?: ReadonlyMap<QueryType, AnyQueryPlan>
  }
  readonly logger: Logger
  readonly clock: Clock
}

/** Documents and events on Postgres. */
export class PgDocumentStore implements UnitStore {
  readonly #parts: StoreParts
  readonly #logger: Logger

  constructor({ pool, definition, logger, clock }: PgDocumentStoreOptions) {
    this.#logger = logger
    this.#parts = {
      pool,
      clock,
      statements: new DynamicStatements(),
      documents: new DocumentRegistry(definition.documents),
      events: new EventRegistry(definition.events, definition.aggregates),
      queries: new QueryRegistry(definition.queries),
    }
  }

  openSession(
    { tenant = '', metadata }: SessionOptions = {},
    execution?: UnitExecution,
  ): DocumentSession {
    const id = tenant === '' ? '' : requireId(tenant, 'tenant')
    const said = metadata === undefined ? none : requireMetadata(metadata)
    const metadataOf = execution === undefined ? () => said : execution.metadata
    return new PgDocumentSession(this.#parts, id, metadataOf, execution?.part)
  }

  async maskEvents(options: MaskOptions): Promise<number> {
    return maskEvents(this.#parts.pool, this.#parts.events, options)
  }

  /** The tables of the documents, as SQL. */
  get tables(): readonly TableDefinition[] {
    return this.#parts.documents.tables.map(defineTable)
  }

  /**
   * Creates or updates the core tables, and creates the tables of documents that are missing. Changes nothing when nothing
   * is missing; several processes may start at once.
   *
   * @throws {DatabaseUnavailableError} when the database cannot be reached.
   */
  async migrate(): Promise<void> {
    const { pool, documents } = this.#parts
    // Not where nothing is migrated: a production starts without it.
    const { migrateCore } = await import('../postgres/migrate.js')
    try {
      await withSchemaLock(pool, async (client) => {
        await migrateCore(client)
        await createMissingTables(client, documents.tables)
      })
    } catch (error) {
      throw lossBehind(error, pool) ?? error
    }
    this.#logger.debug('the tables of documents and events are up to date')
  }
}

const none: EventMetadata = {}

function requireMetadata(metadata: EventMetadata): EventMetadata {
  const { correlationId, causationId, user, headers = {} } = metadata
  for (const [member, value] of Object.entries({ correlationId, causationId, user, ...headers })) {
    if (value !== undefined) requireText(value, `metadata of events: ${member}`)
  }
  return metadata
}

// postgres-migrations reports what went wrong as the cause of the cause.
function lossBehind(error: unknown, pool: Pool): DatabaseUnavailableError | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const loss = describeLoss(each, pool)
    if (loss instanceof DatabaseUnavailableError) return loss
  }
  return undefined
}
