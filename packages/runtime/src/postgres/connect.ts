import { Pool, type PoolConfig } from 'pg'
import { DatabaseUnavailableError, type DatabaseAddress } from '../errors.js'
import { endsSessions, isAnswer, isUnavailable } from './sqlstate.js'

export interface ConnectOptions {
  readonly connectionString: string
  /** The most connections at one time. Default: 10. */
  readonly max?: number
  /**
   * `false` for poolers that give every transaction another server connection; the same as `?prepare=false` in the
   * connection string. Default: `true`.
   */
  readonly prepare?: boolean
}

interface Settings {
  readonly connectionString: string
  readonly prepare: boolean
}
const settings = new WeakMap<Pool, Settings>()

/** How long a connection, or a turn on one, is waited for. */
const connectionTimeoutMillis = 10_000

/** A pool that outlives its database: a lost connection fails what runs on it, and the next one is made anew. */
export function connect(options: ConnectOptions): Pool {
  const { connectionString, max = 10 } = options
  const prepare = options.prepare ?? !/[?&]prepare=false(&|$)/.test(connectionString)
  const config: PoolConfig = { connectionString, max, connectionTimeoutMillis, keepAlive: true }
  const pool = new Pool(config)
  settings.set(pool, { connectionString, prepare })
  // Whoever uses the connection hears of its loss; an 'error' event without a listener would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export function preparesStatements(pool: Pool): boolean {
  return settings.get(pool)?.prepare ?? true
}

/** What pg reports when nobody is there, said with where and what to do. Other errors stay what they are. */
export function describeLoss(error: unknown, pool: Pool): Error {
  const known = describeConnectionError(error, settings.get(pool)?.connectionString ?? '')
  return known ?? (error instanceof Error ? error : new Error(String(error)))
}

/** A `DatabaseUnavailableError` when the error says that the database cannot be reached, cannot be logged in to, or has gone. */
export function describeConnectionError(
  error: unknown,
  connectionString: string,
): DatabaseUnavailableError | undefined {
  if (error instanceof DatabaseUnavailableError) return error
  const reason = reasonOf(error)
  if (reason === undefined) return undefined
  const address = addressOf(connectionString)
  const where = `database "${address.database}" at ${address.host}:${address.port}`
  return new DatabaseUnavailableError(`${where}: ${reason}`, address, { cause: error })
}

function reasonOf(error: unknown): string | undefined {
  if (isAnswer(error)) return reasonOfAnswer(error.code ?? '', error.message)
  if (!(error instanceof Error)) return undefined
  const code = networkCodeOf(error)
  if (code !== undefined) return reachability[code] ?? `cannot be reached (${code}). ${wayOut}`
  return reasons.find(({ when }) => when.test(error.message))?.reason
}

const wayOut = 'Is Postgres running there? Check DATABASE_URL.'
const unknownOutcome = 'What was sent last may or may not have been committed.'
const reachability: Readonly<Record<string, string>> = {
  ECONNREFUSED: `nobody listens there (ECONNREFUSED). ${wayOut}`,
  ENOTFOUND: 'the host name is not known (ENOTFOUND). Check DATABASE_URL.',
  ETIMEDOUT: `no answer (ETIMEDOUT). ${wayOut}`,
  ECONNRESET: `the connection was lost (ECONNRESET). ${unknownOutcome}`,
  EPIPE: `the connection was lost (EPIPE). ${unknownOutcome}`,
}

// What pg itself says has no code.
const reasons: readonly { readonly when: RegExp; readonly reason: string }[] = [
  {
    when: /^timeout exceeded when trying to connect$|due to connection timeout$|^timeout expired$/,
    reason: `no connection could be made, or became free, within ${connectionTimeoutMillis / 1000} seconds. ${wayOut}`,
  },
  {
    when: /^Connection terminated|is not queryable$/,
    reason: `the connection was lost. ${unknownOutcome}`,
  },
  {
    when: /^Cannot use a pool after calling end|^There was an error establishing an SSL|not support SSL connections$/,
    reason: 'there is no connection any more, or none could be made. See the cause.',
  },
]

// Node reports an AggregateError without a message when a host name has several addresses.
function networkCodeOf(error: Error): string | undefined {
  if (error instanceof AggregateError) {
    const first: unknown = error.errors[0]
    return first instanceof Error ? networkCodeOf(first) : undefined
  }
  const { code, syscall } = error as NodeJS.ErrnoException
  const isNetwork = syscall !== undefined && /^(connect|read|write|getaddrinfo)$/.test(syscall)
  return isNetwork ? code : undefined
}

function reasonOfAnswer(sqlState: string, message: string): string | undefined {
  if (sqlState === '3D000') return `${message}. Create it, or check DATABASE_URL.`
  if (sqlState.startsWith('28')) return `${message}. Check user and password in DATABASE_URL.`
  if (endsSessions(sqlState)) return `${message} (SQLSTATE ${sqlState}). ${unknownOutcome}`
  if (isUnavailable(sqlState)) return `${message} (SQLSTATE ${sqlState}).`
  return undefined
}

function addressOf(connectionString: string): DatabaseAddress {
  const fallback = {
    host: process.env['PGHOST'] ?? 'localhost',
    port: Number(process.env['PGPORT'] ?? 5432),
  }
  if (!URL.canParse(connectionString))
    return { ...fallback, database: process.env['PGDATABASE'] ?? '' }
  const url = new URL(connectionString)
  return {
    host: url.searchParams.get('host') ?? (url.hostname || fallback.host),
    port: Number(url.searchParams.get('port') ?? (url.port || fallback.port)),
    database:
      decodeURIComponent(url.pathname.slice(1)) || (process.env['PGDATABASE'] ?? url.username),
  }
}
