import { afterEach, beforeEach, expect, test } from 'vitest'
import { Background } from '../../packages/runtime/src/messaging/background.js'
import {
  BrokerSender,
  type SenderOptions,
} from '../../packages/runtime/src/messaging/broker-sender.js'
import { DeadLetters } from '../../packages/runtime/src/messaging/dead-letters.js'
import { BrokerUnavailableError } from '../../packages/runtime/src/messaging/errors.js'
import { ReplySenders } from '../../packages/runtime/src/messaging/reply-senders.js'
import { Observers } from '../../packages/runtime/src/messaging/observers.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { MemoryLogger } from './support/memory-logger.js'
import { envelope, startNode, type TestNode } from './support/message-store.js'
import { until } from './support/messaging.js'

let database: ThrowAwayDatabase
let node: TestNode

beforeEach(async () => {
  database = await createDatabase()
  node = await startNode(database.url)
})
afterEach(async () => {
  await node.stop()
  await database.drop()
})

/** To a broker that is made of what its answers are. */
function open(
  mode: SenderOptions['mode'],
  send: (id: string) => Promise<void>,
  close = () => Promise.resolve(),
): { readonly sender: BrokerSender; readonly logger: MemoryLogger } {
  const logger = new MemoryLogger()
  const { store, clock } = node
  const sender = new BrokerSender(
    {
      name: 'billing',
      replyTo: undefined,
      mode,
      open: () => Promise.resolve({ send: ({ id }) => send(id), close }),
    },
    {
      logger,
      clock,
      store,
      background: new Background(() => {}),
      ended: new AbortController().signal,
      deadLetters: new DeadLetters(store, logger, new Observers(clock, logger)),
    },
  )
  return { sender, logger }
}

async function outbox(): Promise<unknown> {
  const { rows } = await node.pool.query<{ owner: number }>('select owner from critter.outbox')
  return rows.map(({ owner }) => owner)
}

test('what hangs in a broker when the sender stops is kept as a row, and its failure afterwards is none', async () => {
  let fail = (): void => {}
  const hanging = new Promise<void>((_, reject) => {
    fail = () => {
      reject(new BrokerUnavailableError('memory', 'Gone.'))
    }
  })
  const { sender, logger } = open('buffered', () => hanging)
  // So that the row stays where it is seen.
  node.taken.outgoingRoom = []

  void sender.release(envelope({ destination: 'billing' }))
  await sender.stop(AbortSignal.abort())
  const kept = await outbox()
  fail()
  await hanging.catch(() => {})

  expect(kept).toEqual([0])
  expect(logger.of('warn')).toEqual([])
})

test('what comes to be sent again when the sender has stopped is kept as a row', async () => {
  const { sender } = open('inline', () => Promise.resolve())
  node.taken.outgoingRoom = []

  await sender.stop(AbortSignal.abort())
  sender.resend(envelope({ destination: 'billing' }))

  await until(async () => JSON.stringify(await outbox()) === '[0]')
})

test('senders to where answers were expected are closed when nobody has used them for a while', async () => {
  const closed: string[] = []
  const senders = new ReplySenders(() => {}, 50)
  const answer = (to: string) => {
    const close = () => {
      closed.push(to)
      return Promise.resolve()
    }
    const sender = senders.of(to, () => open('buffered', () => Promise.resolve(), close).sender)
    sender.leaving(envelope(), false)
    void sender.release(envelope())
  }

  answer('node-1')
  answer('node-2')
  await new Promise((resolve) => setTimeout(resolve, 60))
  answer('node-2')
  answer('node-3')
  await until(() => closed.length > 0)
  answer('node-1')

  expect(closed).toEqual(['node-1'])
  expect(senders.all).toHaveLength(3)
})
