import {
  Data,
  MissingTransportError,
  onError,
  respondToSender,
  toEndpoint,
  type Envelope,
} from '@critter/runtime'
import type {
  EndpointDefinition,
  Processing,
} from '../../packages/runtime/src/messaging/messaging-definition.js'
import { expect, test } from 'vitest'
import type { RoutedMessage } from '../../packages/runtime/src/messaging/transport.js'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { Customer, documents } from '../support/store.js'
import {
  handler,
  messageMapping,
  startMessagingApp,
  until,
  type Written,
} from './support/messaging.js'

class Task extends Data<{ n: number }> {}
class Done extends Data<{ n: number }> {}

const messages = [messageMapping(Task, 'task'), messageMapping(Done, 'done')]

const queue = (
  name: string,
  processing: Processing,
  also: Partial<EndpointDefinition> = {},
): EndpointDefinition => ({
  transport: 'memory',
  address: `queue/${name}`,
  listen: true,
  processing,
  ...also,
})

const toTasks = { messages: ['task'], to: ['tasks'] }

function startWith(processing: Processing, written: Written = {}, broker = new MemoryBroker()) {
  const endpoints = { tasks: queue('tasks', processing), ...written.messaging?.endpoints }
  return startMessagingApp({
    messages,
    transports: { memory: broker },
    ...written,
    messaging: { routes: [toTasks], ...written.messaging, endpoints },
  })
}

/** Puts a message into the broker that nobody of us has made. */
async function put(
  broker: MemoryBroker,
  message: { readonly id: string; readonly body: string; readonly headers: Record<string, string> },
): Promise<void> {
  const connection = await broker.connect()
  const sender = await connection.openSender('queue/tasks')
  await sender.send({ ...message, topic: undefined, group: undefined })
  await connection.close()
}

const modes: readonly Processing['mode'][] = ['inline', 'buffered', 'durable']

test.each(modes)('%s: what is sent to a broker is received from it and handled', async (mode) => {
  const handled: [number, Envelope][] = []
  const { bus, rows } = await startWith(
    { mode },
    {
      handlers: () => [handler<Task>('task', ({ n }, { envelope }) => handled.push([n, envelope]))],
    },
  )

  await bus.send(new Task({ n: 1 }), { headers: { color: 'red' }, tenant: 'acme' })
  await until(() => handled.length === 1)

  const [[n, envelope] = []] = handled
  expect(n).toBe(1)
  expect(envelope).toMatchObject({ headers: { color: 'red' }, tenant: 'acme', attempt: 1 })
  await until(async () => (await rows('select from critter.outbox')).length === 0)
})

test.each(modes)('%s: a message that is delivered twice has its effects once', async (mode) => {
  let attempts = 0
  const broker = new MemoryBroker()
  const { kinds, test: app } = await startWith(
    { mode },
    {
      documents,
      handlers: ({ store }) => [
        handler<Task>('task', async ({ n }, context) => {
          attempts++
          const session = store.openFor(context)
          session.insert(Customer, new Customer({ id: `${n}-${attempts}`, name: 'Ann' }))
          await session.saveChanges()
        }),
      ],
    },
    broker,
  )
  const twice = {
    id: '0193a000-0000-7000-8000-000000000001',
    body: '{"n":1}',
    headers: { 'critter-message': 'task' },
  }

  await put(broker, twice)
  await until(() => kinds().includes('executed'))
  await put(broker, twice)
  await until(() => kinds().includes('duplicate'))

  expect(await app.store.openSession().query(Customer).count()).toBe(1)
})

test.each(modes)(
  '%s: what cannot be read, is not known or has no handler is a dead letter, and the listener goes on',
  async (mode) => {
    const handled: number[] = []
    const broker = new MemoryBroker()
    const { kinds, rows } = await startWith(
      { mode },
      { handlers: () => [handler<Task>('task', ({ n }) => handled.push(n))] },
      broker,
    )
    const id = (n: number) => `0193a000-0000-7000-8000-00000000000${n}`

    await put(broker, { id: 'no uuid', body: '{}', headers: { 'critter-message': 'task' } })
    await put(broker, { id: id(1), body: '{}', headers: {} })
    await put(broker, { id: id(2), body: '{"n":', headers: { 'critter-message': 'task' } })
    await put(broker, { id: id(3), body: '{}', headers: { 'critter-message': 'nobody' } })
    await put(broker, { id: id(4), body: '{}', headers: { 'critter-message': 'done' } })
    await put(broker, {
      id: id(5),
      body: '{"n":5}',
      headers: { 'critter-message': 'task', 'critter-version': '2' },
    })
    await put(broker, { id: id(6), body: '{"n":6}', headers: { 'critter-message': 'task' } })
    await until(() => handled.length === 1)
    await until(() => kinds().filter((kind) => kind === 'dead-lettered').length === 6)

    expect(handled).toEqual([6])
    expect(await rows('select reason from critter.dead_letters order by reason')).toEqual(
      [
        'no-handler',
        'unknown-message',
        'unreadable',
        'unreadable',
        'unreadable',
        'wrong-version',
      ].map((reason) => ({ reason })),
    )
  },
)

test.each(modes)(
  '%s: several handlers of a message each have their own execution',
  async (mode) => {
    const attempts = { first: 0, second: 0 }
    const { bus, kinds } = await startWith(
      { mode },
      {
        handlers: () => [
          handler('task', () => attempts.first++, { name: 'First.handle' }),
          handler(
            'task',
            () => {
              attempts.second++
              throw new Error('no')
            },
            { name: 'Second.handle', errors: [onError(Error).retry({ milliseconds: 0 })] },
          ),
        ],
      },
    )

    await bus.send(new Task({ n: 1 }))
    await until(() => kinds().includes('dead-lettered') && kinds().includes('executed'))

    expect(attempts).toEqual({ first: 1, second: 2 })
  },
)

test('a message of a batch that was handled before does not take the others with it', async () => {
  const broker = new MemoryBroker()
  const handled: number[] = []
  const { kinds } = await startWith(
    { mode: 'inline' },
    {
      documents,
      handlers: ({ store }) => [
        handler<readonly Task[]>(
          'task',
          async (tasks, context) => {
            await store.openFor(context).saveChanges()
            handled.push(...tasks.map(({ n }) => n))
          },
          { batch: { size: 2, within: { minutes: 1 } } },
        ),
      ],
    },
    broker,
  )
  const task = (n: number) =>
    put(broker, {
      id: `0193a000-0000-7000-8000-00000000000${n}`,
      body: JSON.stringify({ n }),
      headers: { 'critter-message': 'task' },
    })

  await Promise.all([1, 2].map(task))
  await until(() => handled.length === 2)
  await Promise.all([2, 3].map(task))
  await until(() => handled.length === 3 && kinds().includes('duplicate'))

  expect(handled).toEqual([1, 2, 3])
  expect(kinds().filter((kind) => kind === 'duplicate')).toHaveLength(1)
})

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

test('a listener stops when too much waits, and goes on when there is room', async () => {
  let isBlocked = true
  let handled = 0
  const { bus, kinds } = await startWith(
    { mode: 'buffered', parallel: 1, limits: { max: 5, restart: 2 } },
    {
      handlers: () => [
        handler('task', async () => {
          await until(() => !isBlocked)
          handled++
        }),
      ],
    },
  )
  const received = () => kinds().filter((kind) => kind === 'received').length

  for (let n = 0; n < 40; n++) await bus.send(new Task({ n }))
  await until(() => received() > 5)
  const whileFull = received()
  isBlocked = false
  await until(() => handled === 40)

  // What the broker had handed over before it heard of it may come on top.
  expect(whileFull).toBeLessThanOrEqual(11)
})

test('an answer goes to where its sender listens', async () => {
  const broker = new MemoryBroker()
  const answers: number[] = []
  const endpoints = {
    tasks: queue('tasks', { mode: 'inline' }),
    answers: queue('answers', { mode: 'inline' }),
  }
  await startMessagingApp({
    messages,
    transports: { memory: broker },
    messaging: { endpoints: { tasks: endpoints.tasks } },
    handlers: () => [
      handler<Task>('task', ({ n }, context) => {
        context.cascade(respondToSender(new Done({ n: n * 2 })))
      }),
    ],
  })
  const asking = await startMessagingApp({
    messages,
    transports: { memory: broker },
    messaging: {
      endpoints: { answers: endpoints.answers, tasks: { ...endpoints.tasks, listen: false } },
    },
    handlers: () => [handler<Done>('done', ({ n }) => answers.push(n))],
  })

  await asking.bus.send(toEndpoint(new Task({ n: 21 }), 'tasks'))
  await until(() => answers.length === 1)

  expect(answers).toEqual([42])
})

test('a listener rests when too much of what it receives fails', async () => {
  let isBroken = true
  const handled: number[] = []
  const { bus, logger } = await startWith(
    { mode: 'buffered', parallel: 1 },
    {
      messaging: {
        endpoints: {
          tasks: queue(
            'tasks',
            { mode: 'buffered', parallel: 1 },
            {
              circuitBreaker: {
                failureShare: 0.5,
                minimum: 3,
                within: { minutes: 1 },
                pause: { milliseconds: 50 },
              },
            },
          ),
        },
      },
      handlers: () => [
        handler<Task>(
          'task',
          ({ n }) => {
            if (isBroken) throw new Error('no')
            handled.push(n)
          },
          { errors: [onError(Error).requeue(100)] },
        ),
      ],
    },
  )

  await bus.send(new Task({ n: 1 }))
  await until(() => logger.of('error').some(({ message }) => message.includes('it rests')))
  isBroken = false
  await until(() => handled.length === 1)

  expect(handled).toEqual([1])
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
