import type { WireMessage } from '../messaging/transport.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import type { Command } from '../postgres/statement.js'
import { storable } from './envelope-row.js'
import { storeQueue } from './sql/queue-messages.js'

/** A message that arrives in a Postgres queue. */
export interface QueueRow {
  readonly address: string
  readonly message: WireMessage
  readonly dueAt: Date
}

export function queueCommand(rows: readonly QueueRow[], now: Date): Command {
  const texts = (read: (row: QueueRow) => string | null) => arrayLiteral(rows.map(read))
  return {
    statement: storeQueue,
    values: [
      texts(({ message }) => message.id),
      texts(({ address }) => storable(address)),
      texts(({ dueAt }) => (dueAt > now ? dueAt.toISOString() : null)),
      texts(({ message }) => storable(message.body)),
      texts(({ message }) => JSON.stringify(message.headers)),
      now.toISOString(),
    ],
  }
}

/** What is said when something arrived. */
export function queueTopic(address: string): string {
  return `queue ${address}`
}
