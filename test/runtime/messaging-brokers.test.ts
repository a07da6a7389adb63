import { onError, respondToSender, toEndpoint, type Envelope } from '@critter/runtime'
import { expect, test } from 'vitest'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { Customer, documents } from '../support/store.js'
import { Done, messages, modes, put, queue, startWith, Task } from './support/memory-endpoints.js'
import { handler, startMessagingApp, until } from './support/messaging.js'

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
