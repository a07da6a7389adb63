import type { Clock } from '../../core/clock.js'
import { Batches } from '../../durability/batches.js'
import type { NodeParts } from '../../durability/node-parts.js'
import { queueCommand, queueTopic, type QueueRow } from '../../durability/queue-rows.js'
import { byIndex } from '../../durability/sql/by-index.js'
import { acknowledgeQueue, giveBackQueue } from '../../durability/sql/queue-messages.js'
import { DatabaseUnavailableError } from '../../errors.js'
import { BrokerRefusedError } from '../../messaging/errors.js'
import type {
  BrokerConnection,
  Listener,
  ListenOptions,
  Received,
  RoutedMessage,
  Sender,
} from '../../messaging/transport.js'
import { arrayLiteral } from '../../postgres/array-literal.js'
import type { Command } from '../../postgres/statement.js'
import { commitUnit } from '../../postgres/unit-of-work.js'
import { PostgresListener, type Settle } from './postgres-listener.js'
import { unavailable } from './postgres-transport.js'
import { queueOf } from './queue-of.js'

type Change = { readonly kind: 'sent'; readonly row: QueueRow } | Settle

/** Writes what is sent and settled, many at a time. */
export class PostgresConnection implements BrokerConnection {
  readonly #parts: NodeParts
  readonly #clock: Clock
  readonly #changes: Batches<Change, undefined>
  readonly #listeners: PostgresListener[] = []

  constructor(parts: NodeParts, clock: Clock) {
    this.#parts = parts
    this.#clock = clock
    this.#changes = new Batches({
      write: (changes) => this.#write(changes),
      limit: 1000,
      // What was sent, its sender sends again. What was settled is this node's until the database knows.
      keeps: ({ kind }) => kind !== 'sent',
    })
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown is a rejection
  async openSender(address: string): Promise<Sender> {
    const queue = queueOf(address)
    return {
      send: (message) => this.#send(queue, message),
      close: () => Promise.resolve(),
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async openListener(
    address: string,
    { prefetch }: ListenOptions,
    receive: (received: Received) => void,
  ): Promise<Listener> {
    const listener = new PostgresListener({
      ...this.#parts,
      clock: this.#clock,
      address: queueOf(address),
      prefetch,
      receive,
      settle: (change) => this.#changes.add(change),
    })
    this.#listeners.push(listener)
    listener.start()
    return listener
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map((each) => each.stop()))
    await this.#changes.stop()
    await Promise.all(this.#listeners.map((each) => each.giveBack()))
  }

  async #send(address: string, { id, body, headers }: RoutedMessage): Promise<void> {
    const row = { address, message: { id, body, headers }, dueAt: this.#clock.now() }
    try {
      await this.#changes.add({ kind: 'sent', row })
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) throw unavailable(error)
      throw new BrokerRefusedError(
        'postgres',
        `Postgres does not take the message ${id}: ${String(error)}`,
        {
          cause: error,
        },
      )
    }
  }

  async #write(changes: readonly Change[]): Promise<readonly undefined[]> {
    const sent = changes.flatMap((each) => (each.kind === 'sent' ? [each.row] : []))
    const settled = changes.filter((each) => each.kind !== 'sent')
    const commands: Command[] =
      sent.length > 0 ? [byIndex, queueCommand(sent, this.#clock.now())] : [byIndex]
    for (const group of groupsOf(settled)) commands.push(settleCommand(group))
    await commitUnit(this.#parts.pool, commands)
    for (const address of new Set(sent.map((row) => row.address))) {
      this.#parts.notices.say(queueTopic(address))
    }
    if (settled.some(({ kind }) => kind === 'requeued')) {
      for (const { address } of settled) this.#parts.notices.say(queueTopic(address))
    }
    return changes.map(() => undefined)
  }
}

/** Those that one statement settles. */
function groupsOf(settled: readonly Settle[]): readonly (readonly Settle[])[] {
  const groups = new Map<string, Settle[]>()
  for (const each of settled) {
    const key = `${each.kind} ${each.owner} ${each.address}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return [...groups.values()]
}

function settleCommand(group: readonly Settle[]): Command {
  const [{ kind, address, owner }] = group as readonly [Settle]
  return {
    statement: kind === 'acknowledged' ? acknowledgeQueue : giveBackQueue,
    values: [arrayLiteral(group.map(({ id }) => id)), address, String(owner)],
  }
}
