import type { NodeParts } from '../../durability/node-parts.js'
import { describeLoss } from '../../postgres/connect.js'
import { BrokerUnavailableError } from '../../messaging/errors.js'
import {
  BrokerTransport,
  type BrokerConnection,
  type TransportHost,
} from '../../messaging/transport.js'
import { PostgresConnection } from './postgres-connection.js'

/**
 * Queues in the application's own database, shared by all applications on it: each message is a row, which the node that has
 * it in memory owns. No connection is its owner: when one breaks nothing is delivered again, and what is settled meanwhile
 * is settled when the database is back. Only when the node goes, or closes, its messages go to others.
 */
export class PostgresTransport extends BrokerTransport {
  readonly name = 'postgres'
  readonly #parts: NodeParts

  constructor(parts: NodeParts) {
    super()
    this.#parts = parts
  }

  async connect({ clock }: TransportHost): Promise<BrokerConnection> {
    const { pool } = this.#parts
    try {
      await pool.query('select 1')
    } catch (error) {
      throw unavailable(describeLoss(error, pool))
    }
    return new PostgresConnection(this.#parts, clock)
  }
}

export function unavailable(cause: Error): BrokerUnavailableError {
  return new BrokerUnavailableError(
    'postgres',
    `The queues are in the application's database, which must be started: ${cause.message}`,
    { cause },
  )
}
