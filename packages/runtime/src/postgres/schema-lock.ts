import type { Pool, PoolClient } from 'pg'

// Any number that is always the same; postgres-migrations has one of its own, but polls for it once a second.
const key = '4803728645023441921'

/** Lets one process at a time change the schema; the others wait. */
export async function withSchemaLock<T>(
  pool: Pool,
  change: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`select pg_advisory_lock(${key})`)
    const result = await change(client)
    await client.query(`select pg_advisory_unlock(${key})`)
    client.release()
    return result
  } catch (error) {
    // The lock ends with the connection.
    client.release(true)
    throw error
  }
}
