import { createClient } from 'redis'
import { millisecondsOf } from '../../core/duration.js'
import { isRefusal, unreachable } from './redis-errors.js'
import type { RedisOptions } from './redis.js'

export type RedisClient = ReturnType<typeof makeClient>

/**
 * Rejects when the server says no, or is not reached in time; afterwards the client connects itself again, for ever. While it
 * is not connected, what is asked of it rejects.
 *
 * @throws {BrokerUnavailableError}
 * @throws {BrokerRefusedError}
 */
export async function connect({
  url,
  patience = { seconds: 5 },
}: RedisOptions): Promise<RedisClient> {
  const deadline = performance.now() + millisecondsOf(patience, 'patience')
  let isConnected = false
  const client = makeClient(url, 30_000, (cause) => {
    if (isConnected || (performance.now() < deadline && !isRefusal(cause))) return undefined
    return cause
  })
  client.on('error', () => {})
  try {
    await client.connect()
    isConnected = true
    return client
  } catch (error) {
    throw unreachable(error, url)
  }
}

/** For commands that wait. Connects by itself, now or later. */
export function connectReader(url: string): RedisClient {
  const client = makeClient(url, 15_000, () => undefined)
  client.on('error', () => {})
  client.connect().catch(() => {})
  return client
}

function makeClient(url: string, silentMs: number, giveUp: (cause: Error) => Error | undefined) {
  return createClient({
    url,
    name: 'critter',
    disableOfflineQueue: true,
    pingInterval: 5_000,
    socket: {
      // A connection that broke without a word is noticed after that.
      socketTimeout: silentMs,
      connectTimeout: 5_000,
      reconnectStrategy: (retries, cause) =>
        giveUp(cause) ?? Math.min(2_000, 100 * 2 ** Math.min(retries, 5)),
    },
  })
}
