import {
  Data,
  HandlerTimeoutError,
  onError,
  withHeaders,
  type CustomOutcome,
  type ErrorRule,
} from '@critter/runtime'
import type { ManualClock } from '@critter/runtime/testing'
import { expect, test } from 'vitest'
import {
  handler,
  messageMapping,
  startMessagingApp,
  until,
  type Context,
} from './support/messaging.js'

class Task extends Data<{ n: number }> {}
class Done extends Data<{ n: number }> {}

const messages = [messageMapping(Task, 'task'), messageMapping(Done, 'done')]

interface Failing {
  readonly handle: (task: Task, context: Context) => unknown
  readonly errors?: readonly ErrorRule[]
  readonly isDurable?: boolean
}

function startFailing({ handle, errors = [], isDurable = false }: Failing) {
  return startMessagingApp({
    messages,
    messaging: { durableInbox: isDurable ? 'all-listeners' : 'as-declared' },
    options: { handlerTimeout: { milliseconds: 50 } },
    handlers: () => [handler('task', handle, { errors }), handler('done', () => {})],
  })
}

const reasonsOf = 'select reason, error_name, error_message, attempt from critter.dead_letters'

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

test('a handler that never resolves is told to stop, and its message fails', async () => {
  let signal: AbortSignal | undefined
  const { bus, kinds, rows } = await startFailing({
    handle: (_, context) => {
      signal = context.signal
      return new Promise(() => {})
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))

  expect(signal?.aborted).toBe(true)
  expect(signal?.reason).toBeInstanceOf(HandlerTimeoutError)
  expect(await rows(reasonsOf)).toMatchObject([{ error_name: 'HandlerTimeoutError' }])
})

test('a handler whose time is over commits nothing any more', async () => {
  let late: Promise<unknown> | undefined
  const { bus, kinds } = await startMessagingApp({
    messages,
    options: { handlerTimeout: { milliseconds: 20 } },
    handlers: ({ store }) => [
      handler('task', async (_, context) => {
        const session = store.openFor(context)
        context.cascade(new Done({ n: 1 }))
        await until(() => context.signal.aborted)
        late = session.saveChanges().catch((error: unknown) => error)
        await late
      }),
      handler('done', () => {}),
    ],
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered') && late !== undefined)

  expect(await late).toBeInstanceOf(HandlerTimeoutError)
  expect(kinds('done')).toEqual([])
})

test('what is thrown that is no error is kept as what it was', async () => {
  const { bus, kinds, logger } = await startFailing({
    handle: () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw 'a string'
    },
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))

  expect(logger.of('error').at(-1)?.fields['error']).toBe('a string')
})

test('a message that comes too late is a dead letter and is not handled', async () => {
  let handled = 0
  let isBlocked = true
  const { bus, kinds, rows, app } = await startMessagingApp({
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
      handler('done', () => until(() => !isBlocked)),
      handler('task', () => handled++),
    ],
  })

  await bus.send(new Done({ n: 1 }))
  await bus.send(new Task({ n: 1 }), { deliverWithin: { milliseconds: 1 } })
  const clock = app.options.clock as ManualClock
  clock.set(new Date(clock.now().getTime() + 2))
  isBlocked = false
  await until(() => kinds().includes('dead-lettered'))

  expect(handled).toBe(0)
  expect(await rows('select reason from critter.dead_letters')).toEqual([{ reason: 'expired' }])
})

test('a body that its message cannot be read from is a dead letter with what is wrong', async () => {
  const { bus, kinds, rows } = await startMessagingApp({
    messages: [messageMapping(Task, 'task', { encode: () => '"text"' })],
    handlers: () => [handler('task', () => {})],
  })

  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))

  expect(await rows(reasonsOf)).toMatchObject([
    { reason: 'unreadable', error_message: 'expected an object' },
  ])
})

test('headers that no broker could carry are refused when they are sent', async () => {
  const { bus } = await startFailing({ handle: () => {} })
  const task = new Task({ n: 1 })

  await expect(bus.send(withHeaders(task, { 'critter-id': 'x' }))).rejects.toThrow(/which is ours/)
  await expect(bus.send(withHeaders(task, { 'a b': 'x' }))).rejects.toThrow(/expected letters/)
  await expect(bus.send(withHeaders(task, { a: 'x\ny' }))).rejects.toThrow(/one line of text/)
})

test('batches: a handler of lists gets what came in time, and one bad message does not take the others with it', async () => {
  const batches: number[][] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<readonly Task[]>(
        'task',
        (tasks) => {
          batches.push(tasks.map(({ n }) => n))
          if (tasks.some(({ n }) => n === 2)) throw new Error('two')
        },
        { batch: { size: 3, within: { milliseconds: 20 } } },
      ),
    ],
  })

  await Promise.all([1, 2, 3, 4].map((n) => bus.send(new Task({ n }))))
  await until(() => kinds().filter((kind) => kind === 'executed').length === 3)
  await until(() => kinds().includes('dead-lettered'))

  expect(batches[0]).toEqual([1, 2, 3])
  expect(batches.slice(1).sort()).toEqual([[1], [2], [3], [4]])
  expect(kinds().filter((kind) => kind === 'dead-lettered')).toHaveLength(1)
})

test('a rule that discards discards the bad message of a batch, and not the others', async () => {
  const handled: number[] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<readonly Task[]>(
        'task',
        (tasks) => {
          if (tasks.some(({ n }) => n === 2)) throw new Error('two')
          handled.push(...tasks.map(({ n }) => n))
        },
        { batch: { size: 3, within: { minutes: 1 } }, errors: [onError(Error).discard()] },
      ),
    ],
  })

  await Promise.all([1, 2, 3].map((n) => bus.send(new Task({ n }))))
  await until(() => kinds().includes('discarded') && handled.length === 2)

  expect(handled.sort()).toEqual([1, 3])
  expect(kinds().filter((kind) => kind === 'discarded')).toHaveLength(1)
})

test('messages of two tenants are never in one batch', async () => {
  const batches: (readonly [string | undefined, number])[] = []
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<readonly Task[]>(
        'task',
        (tasks, { tenant }) => batches.push([tenant, tasks.length] as const),
        { batch: { size: 2, within: { seconds: 5 } } },
      ),
    ],
  })

  for (const tenant of ['a', 'b', 'a', 'b']) await bus.send(new Task({ n: 1 }), { tenant })
  await until(() => batches.length === 2)

  expect(batches.sort()).toEqual([
    ['a', 2],
    ['b', 2],
  ])
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
