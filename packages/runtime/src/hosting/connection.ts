import { rest } from '../core/timer.js'
import type { Pool } from 'pg'
import { PgDocumentStore } from '../documents/pg-document-store.js'
import type { UnitStore } from '../documents/unit-store.js'
import { connect, describeConnectionError } from '../postgres/connect.js'
import type { AppDefinition } from './app-definition.js'
import { findDatabase, isDevelopment } from './database.js'
import type { Executions } from './executions.js'

/** An open database with the tables of the application. */
export interface Connection {
  readonly pool: Pool
  readonly connectionString: string
  readonly store: UnitStore
  /** A `DatabaseUnavailableError` in place of an error that means that. */
  explain(error: unknown): unknown
  close(): Promise<void>
}

/**
 * Finds the database and makes sure that it answers. In development, creates and updates what tables are missing.
 *
 * @throws {DatabaseUnavailableError} when it does not answer.
 */
export async function connectTo(
  definition: AppDefinition,
  configured: string | undefined,
  { logger, clock }: Pick<Executions, 'logger' | 'clock'>,
): Promise<Connection> {
  const database = await findDatabase(configured)
  const { connectionString } = database
  const pool = connect({ connectionString })
  const explain = (error: unknown): unknown =>
    describeConnectionError(error, connectionString) ?? error
  const close = async (): Promise<void> => {
    const late = new AbortController()
    // A connection behind a broken network is never free.
    await Promise.race([pool.end(), rest(5000, late.signal)])
    late.abort()
    await database.release()
  }
  try {
    const store = new PgDocumentStore({ pool, definition, logger, clock })
    if (isDevelopment()) await store.migrate()
    else await pool.query('select 1')
    return { pool, connectionString, store, explain, close }
  } catch (error) {
    await close()
    throw explain(error)
  }
}
