import { Connection } from 'rabbitmq-client'
import { millisecondsOf } from '../../core/duration.js'
import type { TransportHost } from '../../messaging/transport.js'
import { isRefusal, unreachable } from './rabbit-errors.js'
import type { RabbitMqOptions } from './rabbit-mq.js'

/**
 * Rejects when the broker says no, or is not reached in time; afterwards the connection makes itself again, for ever.
 *
 * @throws {BrokerUnavailableError}
 * @throws {BrokerRefusedError}
 */
export async function connect(
  { url, patience = { seconds: 5 } }: RabbitMqOptions,
  { logger }: TransportHost,
  purpose: string,
): Promise<Connection> {
  const connection = new Connection({
    url,
    connectionName: `critter, ${purpose}`,
    // A connection that broke without a word is noticed after four of them: RabbitMQ advises 5 to 20 seconds.
    heartbeat: 10,
    // What RabbitMQ itself proposes. The client's 8 kB make a hundred frames of a large body.
    frameMax: 131_072,
    retryLow: 200,
    retryHigh: 5_000,
    // How long a message waits for a lost connection before its sending rejects.
    acquireTimeout: 5_000,
  })
  try {
    await reached(connection, millisecondsOf(patience, 'patience'))
  } catch (error) {
    connection.unsafeDestroy()
    throw unreachable(error, url)
  }
  connection.on('error', (error: unknown) => {
    logger.warn('The connection to RabbitMQ is lost; it is made again.', { error })
  })
  connection.on('connection', () => logger.info('The connection to RabbitMQ is back.'))
  connection.on('connection.blocked', (reason) => {
    logger.warn(`RabbitMQ takes no messages at the moment: ${reason}.`)
  })
  connection.on('connection.unblocked', () => logger.info('RabbitMQ takes messages again.'))
  return connection
}

function reached(connection: Connection, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let last = new Error('it does not answer')
    const failed = (error: Error): void => {
      last = error
      if (isRefusal(error)) end(() => reject(error))
    }
    const timer = setTimeout(() => end(() => reject(last)), patienceMs)
    const arrived = (): void => end(resolve)
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      connection.off('connection', arrived)
      // An error event that nobody hears would end the process.
      connection.on('error', () => {})
      connection.off('error', failed)
      settle()
    }
    connection.on('error', failed)
    connection.on('connection', arrived)
  })
}

/** Waits for what was written; not for a broker that does not answer any more. */
export async function disconnect(connection: Connection): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  // The client waits for ever when the connection breaks while it is closing.
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, 5_000)))
  await Promise.race([connection.close(), late])
  clearTimeout(timer)
  connection.unsafeDestroy()
}
