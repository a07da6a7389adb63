import { onError, type CustomOutcome } from '@critter/runtime'
import { expect, test } from 'vitest'
import { Done, messages, reasonsOf, startFailing, Task } from './support/failing.js'
import { handler, startMessagingApp, until } from './support/messaging.js'

test('without a rule the first failure is the last', async () => {
  const { bus, kinds, rows } = await startFailing({
    handle: () => {
      throw new RangeError('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))

  expect(await rows(reasonsOf)).toEqual([
    { reason: 'handler-failed', error_name: 'RangeError', error_message: 'no', attempt: 1 },
  ])
})

test('a retry is another attempt, in the same place, until there is none left', async () => {
  const attempts: number[] = []
  const { bus, kinds, rows } = await startFailing({
    errors: [onError(Error).retry({ milliseconds: 1 }, { milliseconds: 0 })],
    handle: (_, { envelope }) => {
      attempts.push(envelope.attempt)
      throw new Error('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))

  expect(attempts).toEqual([1, 2, 3])
  expect(await rows(reasonsOf)).toMatchObject([{ attempt: 3 }])
})

test('what an attempt sends that failed is not sent, what the next one sends is', async () => {
  const { bus, kinds } = await startFailing({
    errors: [onError(Error).retry({ milliseconds: 0 })],
    handle: (_, context) => {
      context.cascade(new Done({ n: context.envelope.attempt }))
      if (context.envelope.attempt === 1) throw new Error('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds('done').includes('executed'))

  expect(kinds('done').filter((kind) => kind === 'sent')).toHaveLength(1)
})

test('a requeued message waits behind those that came meanwhile', async () => {
  const handled: string[] = []
  const { bus } = await startMessagingApp({
    messages,
    messaging: {
      endpoints: {
        one: {
          transport: 'local',
          address: 'one',
          listen: true,
          processing: { mode: 'buffered', order: 'strict' },
        },
      },
      routes: [{ messages: ['*'], to: ['one'] }],
    },
    handlers: () => [
      handler<Task>(
        'task',
        ({ n }, { envelope }) => {
          handled.push(`${n}/${envelope.attempt}`)
          if (n === 1 && envelope.attempt === 1) throw new Error('no')
        },
        { errors: [onError(Error).requeue(1)] },
      ),
    ],
  })

  await Promise.all([1, 2, 3].map((n) => bus.send(new Task({ n }))))
  await until(() => handled.length === 4)

  expect(handled).toEqual(['1/1', '2/1', '3/1', '1/2'])
})

test('a scheduled retry is a row that waits for the clock, with its attempt', async () => {
  const { bus, kinds, rows } = await startFailing({
    errors: [onError(Error).scheduleRetry({ minutes: 5 })],
    handle: () => {
      throw new Error('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('scheduled'))

  expect(await rows('select destination, attempt, owner from critter.inbox')).toEqual([
    { destination: 'task', attempt: 2, owner: 0 },
  ])
})

test('a discarded message leaves nothing behind', async () => {
  const { bus, kinds, rows } = await startFailing({
    isDurable: true,
    errors: [onError(Error).discard()],
    handle: () => {
      throw new Error('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('discarded'))
  await until(async () => (await rows('select from critter.inbox')).length === 0)

  expect(await rows(reasonsOf)).toEqual([])
})

test('a pause stops the queue of the handler, and the message is handled after it', async () => {
  let isAway = true
  const handled: number[] = []
  const { bus, kinds } = await startFailing({
    errors: [onError(Error).pauseListener({ milliseconds: 20 })],
    handle: ({ n }) => {
      if (isAway) throw new Error('away')
      handled.push(n)
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('requeued'))
  isAway = false
  await until(() => handled.length === 1)

  expect(handled).toEqual([1])
})

test.each<[string, CustomOutcome, string]>([
  ['discarded', 'discard', 'discarded'],
  ['dead-lettered', 'dead-letter', 'dead-lettered'],
])('a custom rule may have the message %s', async (_, outcome, kind) => {
  const { bus, kinds } = await startFailing({
    errors: [onError(Error).custom(() => Promise.resolve(outcome))],
    handle: () => {
      throw new Error('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes(kind as never))
})

test.each<[string, () => CustomOutcome]>([
  [
    'throws',
    () => {
      throw new Error('in the rule')
    },
  ],
  ['answers something else', () => 'forget' as never],
])('a custom rule that %s does not lose the message', async (_, custom) => {
  const { bus, kinds, rows } = await startFailing({
    errors: [onError(Error).custom(custom)],
    handle: () => {
      throw new Error('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))

  expect(await rows(reasonsOf)).toMatchObject([{ error_message: 'no' }])
})

test('rules of the application are asked after those of the handler', async () => {
  let attempts = 0
  const { bus, kinds } = await startMessagingApp({
    messages,
    options: { errors: [onError(Error).retry({ milliseconds: 0 })] },
    handlers: () => [
      handler(
        'task',
        () => {
          attempts++
          throw new TypeError('no')
        },
        { errors: [onError(RangeError).discard()] },
      ),
    ],
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))

  expect(attempts).toBe(2)
})

test('a second attempt is given the message as it was sent, whatever the first has done to it', async () => {
  const given: number[] = []
  const { bus, kinds } = await startFailing({
    errors: [onError(Error).retry({ milliseconds: 1 })],
    handle: (task) => {
      given.push(task.n)
      ;(task as { n: number }).n = 99
      if (given.length === 1) throw new Error('no')
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('executed'))

  expect(given).toEqual([1, 1])
})
