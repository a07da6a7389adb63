import { MissingTransportError } from '@critter/runtime'
import { expect, test } from 'vitest'
import { type RoutedMessage } from '../../packages/runtime/src/messaging/transport.js'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { Done, messages, queue, startWith, Task, toTasks } from './support/memory-endpoints.js'
import { handler, startMessagingApp, until } from './support/messaging.js'

test('messages that wait for a broker are sent in their order when it is back', async () => {
  const handled: number[] = []
  const broker = new MemoryBroker()
  const { bus, rows } = await startWith(
    { mode: 'durable', order: 'strict' },
    { handlers: () => [handler<Task>('task', ({ n }) => handled.push(n))] },
    broker,
  )

  broker.goAway()
  for (const n of [1, 2, 3]) await bus.send(new Task({ n }))
  const kept = await rows('select from critter.outbox')
  broker.comeBack()
  await until(() => handled.length === 3)

  expect(kept).toHaveLength(3)
  expect(handled).toEqual([1, 2, 3])
  await until(async () => (await rows('select from critter.outbox')).length === 0)
})

test('sending inline to a broker that is away rejects', async () => {
  const broker = new MemoryBroker()
  const { bus } = await startWith(
    { mode: 'inline' },
    { handlers: () => [handler('task', () => {})] },
    broker,
  )

  broker.goAway()

  await expect(bus.send(new Task({ n: 1 }))).rejects.toMatchObject({
    code: 'ERR_BROKER_UNAVAILABLE',
  })
})

test('what a handler has committed is sent inline later, when the broker was away', async () => {
  const handled: number[] = []
  const broker = new MemoryBroker()
  const { bus } = await startMessagingApp({
    messages,
    transports: { memory: broker },
    messaging: {
      endpoints: { done: queue('done', { mode: 'inline' }) },
      routes: [{ messages: ['done'], to: ['done'] }],
    },
    handlers: () => [
      handler<Task>('task', ({ n }, context) => {
        broker.goAway()
        context.cascade(new Done({ n }))
      }),
      handler<Done>('done', ({ n }) => handled.push(n)),
    ],
  })

  await bus.invoke(new Task({ n: 1 }))
  broker.comeBack()
  await until(() => handled.length === 1)

  expect(handled).toEqual([1])
})

test('what a sender cannot carry goes to the dead letters, and what is behind it is sent', async () => {
  const handled: number[] = []
  class Choosy extends MemoryBroker {
    override take(message: RoutedMessage, address: string): void {
      if (message.body.includes('13')) throw new RangeError('Not this one.')
      super.take(message, address)
    }
  }
  const { bus, app } = await startWith(
    { mode: 'durable' },
    { handlers: () => [handler<Task>('task', ({ n }) => handled.push(n))] },
    new Choosy(),
  )

  await bus.send(new Task({ n: 13 }))
  await bus.send(new Task({ n: 14 }))
  await until(() => handled.length === 1)
  await until(async () => (await app.deadLetters.list()).items.length === 1)

  expect(handled).toEqual([14])
  expect((await app.deadLetters.list()).items).toMatchObject([
    { message: 'task', reason: 'unsendable', error: { name: 'RangeError' } },
  ])
})

test('messages of a Postgres queue arrive with the commit that they are part of', async () => {
  const handled: number[] = []
  const { bus } = await startMessagingApp({
    messages,
    messaging: {
      endpoints: { tasks: queue('tasks', { mode: 'durable' }, { transport: 'postgres' }) },
      routes: [toTasks],
    },
    handlers: () => [handler<Task>('task', ({ n }) => handled.push(n))],
  })

  for (const n of [1, 2, 3]) await bus.send(new Task({ n }))
  await until(() => handled.length === 3)

  expect(handled.sort()).toEqual([1, 2, 3])
})

test('a transport that the config uses and the application does not have is named, with what needs it', async () => {
  const starting = startMessagingApp({
    messages,
    messaging: {
      endpoints: {
        premium: queue('premium', { mode: 'inline' }, { transport: 'rabbitmq' }),
        basic: queue('basic', { mode: 'inline' }, { transport: 'rabbitmq' }),
      },
    },
  })

  await expect(starting).rejects.toThrow(MissingTransportError)
  await expect(starting).rejects.toThrow(
    'Endpoints of critter.config.ts need transports that createApp was not given: "rabbitmq" for "premium", "basic".',
  )
})
