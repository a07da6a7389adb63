import { connect as connectToNats, type NatsConnection } from '@nats-io/transport-node'
import { millisecondsOf } from '../../core/duration.js'
import { isRefusal, unreachable } from './nats-errors.js'
import type { NatsOptions } from './nats.js'

/**
 * Rejects when the server says no, or is not reached in time; afterwards the connection makes itself again, for ever.
 *
 * @throws {BrokerUnavailableError}
 * @throws {BrokerRefusedError}
 */
export async function connect(options: NatsOptions): Promise<NatsConnection> {
  const { connection, patience = { seconds: 5 } } = options
  const urls = urlsOf(options)
  const deadline = performance.now() + millisecondsOf(patience, 'patience')
  for (;;) {
    try {
      return await connectToNats({
        name: 'critter',
        servers: urls.map(({ host }) => host),
        ...credentialsOf(urls[0]!),
        timeout: Math.max(500, deadline - performance.now()),
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        // A connection that broke without a word is noticed after two.
        pingInterval: 10_000,
        maxPingOut: 2,
        ...connection,
      })
    } catch (error) {
      if (isRefusal(error) || performance.now() > deadline) {
        throw unreachable(error, placeOf(options))
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Never with a password. */
export function placeOf(options: NatsOptions): string {
  return urlsOf(options)
    .map(({ host }) => host)
    .join(', ')
}

function urlsOf({ servers }: NatsOptions): readonly URL[] {
  return [servers].flat().map((each) => new URL(each.includes('://') ? each : `nats://${each}`))
}

/** The client takes none from a url. */
function credentialsOf({ username, password }: URL): { user?: string; pass?: string } {
  if (username === '') return {}
  return { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
}
