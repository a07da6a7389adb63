import { NoDatabaseError } from './errors.js'

/** Where the data lies, and what to do when the application stops. */
export interface Database {
  readonly connectionString: string
  release(): Promise<void>
}

/** The database of the options, else that of `DATABASE_URL`, else an embedded one that is started here. */
export async function findDatabase(configured: string | undefined): Promise<Database> {
  const connectionString = configured ?? process.env['DATABASE_URL']
  if (connectionString) return { connectionString, release: async () => {} }
  if (!isDevelopment()) {
    throw new NoDatabaseError(
      'No database is configured, and NODE_ENV is "production", where none is started by itself. ' +
        'Set DATABASE_URL to postgres://user:password@host:port/database, or pass the option "database".',
    )
  }
  const { startEmbeddedPostgres } = await import('./embedded/start-embedded-postgres.js')
  return startEmbeddedPostgres()
}

export function isDevelopment(): boolean {
  return process.env['NODE_ENV'] !== 'production'
}
