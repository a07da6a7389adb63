import { TestDatabase } from '../../packages/runtime/src/testing/test-database.js'

export interface ThrowAwayDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** A database of its own for one test file, with the core tables: on the server of `DATABASE_URL`, else on the embedded one. */
export async function createDatabase(): Promise<ThrowAwayDatabase> {
  const database = await TestDatabase.reserve()
  await database.create({ compiler: '', documents: [], events: [], aggregates: [] })
  return { url: database.connectionString, drop: () => database.drop() }
}
