import type { Pool } from 'pg'
import { newId } from '@critter/runtime'
import {
  PgMessageStore,
  type DurabilityOptions,
} from '../../../packages/runtime/src/durability/pg-message-store.js'
import type { SentEnvelope } from '../../../packages/runtime/src/messaging/envelope.js'
import type { Room, Taking } from '../../../packages/runtime/src/messaging/message-store.js'
import { connect } from '../../../packages/runtime/src/postgres/connect.js'
import { ManualClock } from '../../../packages/runtime/src/testing/manual-clock.js'

export function envelope(changes: Partial<SentEnvelope> = {}): SentEnvelope {
  return {
    id: newId(),
    messageName: 'order-placed',
    version: 1,
    body: '{"item":"tea"}',
    destination: 'orders',
    handler: undefined,
    correlationId: 'c-1',
    causationId: undefined,
    tenant: undefined,
    group: undefined,
    topic: undefined,
    sagaId: undefined,
    replyTo: undefined,
    sentAt: new Date('2026-11-22T10:00:00Z'),
    deliverBy: undefined,
    scheduledFor: undefined,
    headers: {},
    attempt: 1,
    ...changes,
  }
}

/** What a node has taken, and how much it has room for in all. */
export class Collected implements Taking {
  readonly envelopes: SentEnvelope[] = []
  readonly sending: SentEnvelope[] = []
  incomingRoom: Room[] = [{ destination: 'orders', count: 1000 }]
  outgoingRoom: Room[] = [{ destination: 'billing', count: 1000 }]

  room() {
    return {
      incoming: this.incomingRoom.map((each) => leftOf(each, this.envelopes)),
      outgoing: this.outgoingRoom.map((each) => leftOf(each, this.sending)),
    }
  }

  incoming(envelopes: readonly SentEnvelope[]): void {
    this.envelopes.push(...envelopes)
  }

  outgoing(envelopes: readonly SentEnvelope[]): void {
    this.sending.push(...envelopes)
  }

  caughtUp(): void {}

  readonly unclaimedBy = new Set<string>()
  unclaimed(_: string, destinations: readonly string[]): void {
    for (const each of destinations) this.unclaimedBy.add(each)
  }
}

function leftOf({ destination, count }: Room, taken: readonly SentEnvelope[]): Room {
  return {
    destination,
    count: count - taken.filter((each) => each.destination === destination).length,
  }
}

export interface TestNode {
  readonly store: PgMessageStore
  readonly taken: Collected
  readonly pool: Pool
  readonly clock: ManualClock
  readonly warnings: string[]
  /** Ends without a word, as a process that is killed. */
  kill(): Promise<void>
  stop(): Promise<void>
  /** Stops, and leaves no row behind. */
  clear(): Promise<void>
}

const quick: DurabilityOptions = { silentAfterMs: 1000, pollMs: 100 }

/** A node that has not started. */
export function createNode(
  url: string,
  options: DurabilityOptions & { max?: number } = {},
): TestNode {
  const pool = connect({ connectionString: url, max: options.max ?? 4 })
  const clock = new ManualClock(new Date('2026-11-22T10:00:00Z'))
  const warnings: string[] = []
  const note = (message: string) => warnings.push(message)
  const logger = { debug() {}, info() {}, warn: note, error: note }
  const store = new PgMessageStore({
    ...quick,
    ...options,
    pool,
    connectionString: url,
    clock,
    logger,
  })
  return {
    store,
    taken: new Collected(),
    pool,
    clock,
    warnings,
    kill: async () => {
      await pool.end()
      // It can give nothing back any more.
      await store.stop()
    },
    stop: async () => {
      await store.stop()
      await pool.end()
    },
    clear: async () => {
      await store.stop()
      // A statement under way on another connection and a truncate can wait for each other: the store has stopped first.
      await pool.query('truncate critter.inbox, critter.outbox, critter.dead_letters')
      await pool.end()
    },
  }
}

export async function startNode(
  url: string,
  options?: DurabilityOptions & { max?: number },
): Promise<TestNode> {
  const node = createNode(url, options)
  await node.store.start(node.taken)
  return node
}
