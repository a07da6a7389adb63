import { PgDocumentSession } from './pg-document-session.js'
import { readOne, type Readable, type Result } from './read.js'
import type { QuerySession } from './sessions.js'

/**
 * For generated code: what a compiled query answers, as JSON; `null` where nothing was found. `encode` writes what Postgres
 * has not: a query that is of another class than the one that was declared, though of its type.
 */
export async function readJson<R extends Readable>(
  session: QuerySession,
  query: R,
  encode: (value: NonNullable<Result<R>>) => string,
): Promise<string | Extract<Result<R>, null>> {
  const json = session instanceof PgDocumentSession ? await session.queryJson(query) : undefined
  if (json !== undefined) return json as string
  const value = await readOne(session, query)
  return value === null || value === undefined ? (null as never) : encode(value)
}
