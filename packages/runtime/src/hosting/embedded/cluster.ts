import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { NoDatabaseError } from '../errors.js'
import { binary } from './binaries.js'
import type { ClusterHome } from './cluster-home.js'
import { isRunning } from './file-lock.js'
import type { ServerUser } from './server-user.js'

const run = promisify(execFile)
// Not `critter`: Postgres would look for an application's own tables in the schema of that name first.
const superuser = 'postgres'
const startWithinMs = 60_000

/** A Postgres server in one folder. Nothing here guards against another process: the caller holds the lock. */
export class Cluster {
  readonly #home: ClusterHome
  readonly #user: ServerUser
  readonly #data: string

  constructor(home: ClusterHome, user: ServerUser) {
    this.#home = home
    this.#user = user
    this.#data = join(home.directory, `cluster-${home.binaries.majorVersion}`)
  }

  /** Starts the server unless it runs; the first time, creates it. Resolves with where it is. */
  async start(): Promise<(database: string) => string> {
    const password = await this.#create()
    const known = await this.#runningPort()
    const port = known !== undefined && (await listens(known)) ? known : await this.#spawn()
    const at = (database: string): string =>
      `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
    await this.#answers(at('postgres'))
    return at
  }

  /** Ends the server, whoever is connected. */
  async stop(): Promise<void> {
    const postmaster = await this.#postmaster()
    if (postmaster === undefined) return
    const args = ['stop', '-D', this.#data, '-m', 'fast', '-w']
    await run(binary(this.#home.binaries, 'pg_ctl'), args, {
      ...this.#user,
      cwd: this.#home.directory,
    })
  }

  async #create(): Promise<string> {
    const passwordFile = join(this.#home.directory, 'password')
    if (existsSync(join(this.#data, 'PG_VERSION')) && existsSync(passwordFile)) {
      return (await readFile(passwordFile, 'utf8')).trim()
    }
    const password = randomBytes(16).toString('hex')
    // What an interrupted attempt has left is no cluster.
    await rm(this.#data, { recursive: true, force: true })
    await mkdir(this.#data, { recursive: true })
    await writeFile(passwordFile, password, { mode: 0o600 })
    await this.#give(this.#data)
    await this.#give(passwordFile)
    await this.#initialise(passwordFile)
    return password
  }

  async #initialise(passwordFile: string): Promise<void> {
    const args = ['-D', this.#data, '-U', superuser, `--pwfile=${passwordFile}`]
    const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync']
    try {
      await run(binary(this.#home.binaries, 'initdb'), [...args, ...settings], {
        ...this.#user,
        cwd: this.#home.directory,
      })
    } catch (error) {
      await rm(this.#data, { recursive: true, force: true })
      throw this.#failure(
        'could not be created',
        error,
        (error as { stderr?: string }).stderr ?? '',
      )
    }
  }

  /** A spawned server outlives this process, and Ctrl+C does not reach it: others may be connected. */
  async #spawn(): Promise<number> {
    const port = await freePort()
    const logFile = join(this.#home.directory, 'postgres.log')
    const log = await open(logFile, 'a')
    // A crash of the machine may cost these data; they are a developer's, and tests are 3 times as fast for it.
    const settings = [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'unix_socket_directories=',
    ]
    const server = spawn(
      binary(this.#home.binaries, 'postgres'),
      [
        '-D',
        this.#data,
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        ...settings.flatMap((each) => ['-c', each]),
      ],
      {
        ...this.#user,
        cwd: this.#home.directory,
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    )
    try {
      await new Promise((resolve, reject) => server.once('spawn', resolve).once('error', reject))
    } catch (error) {
      throw this.#failure('could not be started', error, '')
    } finally {
      await log.close()
    }
    server.unref()
    for (let waitedMs = 0; (await this.#runningPort()) !== port; waitedMs += 20) {
      if (server.exitCode !== null || waitedMs > startWithinMs) {
        const text = await readFile(logFile, 'utf8').catch(() => '')
        throw this.#failure(
          'could not be started',
          undefined,
          text.split('\n').slice(-12).join('\n'),
        )
      }
      await sleep(20)
    }
    return port
  }

  async #answers(connectionString: string): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += 20) {
      const client = new Client({ connectionString })
      client.on('error', () => {})
      try {
        await client.connect()
        await client.end()
        return
      } catch (error) {
        // 57P03: it is starting up, perhaps after a crash.
        const code = (error as { code?: string }).code
        if (waitedMs > startWithinMs || (code !== '57P03' && code !== 'ECONNREFUSED')) {
          throw this.#failure('does not answer', error, '')
        }
        await sleep(20)
      }
    }
  }

  async #runningPort(): Promise<number | undefined> {
    return (await this.#postmaster())?.port
  }

  /** What the server says of itself, in the file by which it keeps a second one from its data. */
  async #postmaster(): Promise<{ pid: number; port: number } | undefined> {
    const text = await readFile(join(this.#data, 'postmaster.pid'), 'utf8').catch(() => '')
    const lines = text.split('\n')
    const pid = Number(lines[0])
    const port = Number(lines[3])
    return pid > 0 && port > 0 && isRunning(pid) ? { pid, port } : undefined
  }

  async #give(path: string): Promise<void> {
    const { uid, gid } = this.#user
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
  }

  #failure(what: string, cause: unknown, output: string): NoDatabaseError {
    const reason = output.trim() || (cause instanceof Error ? cause.message : String(cause))
    return new NoDatabaseError(
      `The embedded Postgres in ${this.#home.directory} ${what}: ${reason}\n` +
        'Set DATABASE_URL to use another database, or delete that folder to begin anew.',
      { cause },
    )
  }
}

/** A server that was killed leaves its file behind, and its process id to somebody else. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
