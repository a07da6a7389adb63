import { fileURLToPath } from 'node:url'
import type { ClientBase, QueryConfig, QueryResult } from 'pg'
import { migrate } from 'postgres-migrations'
import { RuntimeError } from '../errors.js'

// The files lie in src, which is published beside dist: this path leads there from both.
const directory = fileURLToPath(new URL('../../src/postgres/migrations', import.meta.url))

/** Creates the schema `critter` and brings its tables up to date. The caller holds `schemaLock`. */
export async function migrateCore(client: ClientBase): Promise<void> {
  try {
    await client.query('create schema if not exists critter')
    await migrate({ client: withOwnBookkeeping(client) }, directory)
  } catch (error) {
    throw new MigrationError(error instanceof Error ? error : new Error(String(error)))
  }
}

/** The schema `critter` could not be brought up to date. */
export class MigrationError extends RuntimeError {
  readonly code = 'ERR_MIGRATION'

  constructor(cause: Error) {
    super(
      `The tables of schema "critter" could not be brought up to date: ${cause.message} ` +
        'The role of DATABASE_URL must own the schema, and its tables must not be changed by hand.',
      { cause },
    )
  }
}

// postgres-migrations 5.3 keeps its books in a table "migrations", and looks for it in every schema: an application that
// uses the library too would find ours, or we theirs. So the table is renamed in the statements on their way to the
// database. Drop when it takes a table name.
const books = 'critter.applied_migrations'

type Query = string | (QueryConfig & { readonly text: string })

function withOwnBookkeeping(client: ClientBase): never {
  const query = (asked: Query): Promise<QueryResult> => {
    const text = typeof asked === 'string' ? asked : asked.text
    if (text.includes('pg_catalog.pg_class')) {
      return client.query(`select to_regclass('${books}') is not null as exists`)
    }
    const renamed = text
      .replace('CREATE TABLE IF NOT EXISTS migrations', `create table if not exists ${books}`)
      .replace('SELECT * FROM migrations', `select id, name, hash from ${books}`)
      .replace('INSERT INTO migrations', `insert into ${books}`)
    return typeof asked === 'string'
      ? client.query(renamed)
      : client.query({ text: renamed, values: asked.values as never })
  }
  return { query } as never
}
