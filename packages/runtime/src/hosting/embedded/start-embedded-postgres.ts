import type { Socket } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Database } from '../database.js'
import { findBinaries } from './binaries.js'
import { Cluster } from './cluster.js'
import { clusterHome } from './cluster-home.js'
import { withFileLock } from './file-lock.js'
import { serverUser } from './server-user.js'

const leaseName = 'critter lease'
const databaseName = 'critter'

/**
 * A real Postgres for development, examples and tests. Every process that uses it holds a *lease*, an idle connection:
 * the first starts the server, later ones find it running, and whoever gives the last lease back ends it. A process
 * that dies loses its lease with its connection, so nothing has to be cleaned up behind it.
 */
export async function startEmbeddedPostgres(): Promise<Database> {
  const binaries = await findBinaries()
  const user = await serverUser()
  const home = await clusterHome(binaries, user)
  const cluster = new Cluster(home, user)
  const lockFile = join(home.directory, 'lock')

  const { connectionString, lease } = await withFileLock(lockFile, async () => {
    const at = await cluster.start()
    return { connectionString: at(databaseName), lease: await takeLease(at('postgres')) }
  })
  return {
    connectionString,
    release: () =>
      withFileLock(lockFile, async () => {
        if (await giveBack(lease)) await cluster.stop()
      }),
  }
}

async function takeLease(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: leaseName, keepAlive: true })
  client.on('error', () => {})
  await client.connect()
  const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
  if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
  // An application that has nothing else to do may end without being stopped.
  socketOf(client).unref()
  return client
}

/** Resolves with whether it was the last one. A lease that was lost knows nothing of the others: then it was not. */
async function giveBack(lease: Client): Promise<boolean> {
  socketOf(lease).ref()
  try {
    const { rows } = await lease.query<{ leases: number }>(
      'select count(*)::int4 as leases from pg_stat_activity where application_name = $1',
      [leaseName],
    )
    await lease.end()
    return rows[0]?.leases === 1
  } catch {
    return false
  }
}

function socketOf(client: Client): Socket {
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection
    .stream
}
