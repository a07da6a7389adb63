import { Client } from 'pg'

/**
 * Changes a row between the read of a request and its commit: the row is locked before the request begins, and given another
 * revision once the commit waits for the lock.
 */
export async function collide<T>(
  database: string,
  { table, id }: { readonly table: string; readonly id: unknown },
  request: () => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: database })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select 1 from critter.${table} where id = $1 for update`, [id])
    const answer = request()
    await waitForLock(client)
    await client.query(`update critter.${table} set revision = revision + 1 where id = $1`, [id])
    await client.query('commit')
    return await answer
  } finally {
    await client.end()
  }
}

async function waitForLock(client: Client): Promise<void> {
  const deadline = Date.now() + 10_000
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await client.query(waiting)).rowCount === 0) {
    if (Date.now() > deadline)
      throw new Error('Nothing waits for the row: the request does not write it.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
