import {
  Data,
  delayed,
  forTenant,
  NoHandlerError,
  NoSubscriberError,
  onError,
  outgoing,
  problem,
  respondToSender,
  StoppedError,
  toEndpoint,
  UnknownEndpointError,
  UnknownMessageError,
  withHeaders,
  type Envelope,
} from '@critter/runtime'
import { expect, test } from 'vitest'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'

class Ping extends Data<{ n: number }> {}
class Pong extends Data<{ n: number }> {}
class Lost extends Data<{ n: number }> {}

const messages = [
  messageMapping(Ping, 'ping'),
  messageMapping(Pong, 'pong'),
  messageMapping(Lost, 'lost'),
]

test('a message that is sent is handled by its handler, as a copy', async () => {
  const handled: Ping[] = []
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [handler<Ping>('ping', (ping) => handled.push(ping))],
  })
  const ping = { n: 1 }
  const sent = new Ping(ping)

  await bus.send(sent)
  await until(() => handled.length === 1)

  expect(handled).toEqual([sent])
  expect(handled[0]).toBeInstanceOf(Ping)
  expect(handled[0]).not.toBe(sent)
})

test('a message is sent by its wire name, whatever its class', async () => {
  const handled: unknown[] = []
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [handler<Ping>('ping', (ping) => handled.push(ping))],
  })

  await bus.send('ping' as never, { n: 2 } as never)
  await until(() => handled.length === 1)

  expect(handled).toEqual([new Ping({ n: 2 })])
})

test('a message is known by the literal that no other has', async () => {
  const handled: unknown[] = []
  const { bus } = await startMessagingApp({
    messages: [
      {
        ...messageMapping(Ping, 'created'),
        literal: { member: 'type', value: 'created' },
      },
    ],
    handlers: () => [handler('created', (each) => handled.push(each))],
  })

  await bus.send({ type: 'created', n: 1 })
  await until(() => handled.length === 1)

  expect(handled).toEqual([{ type: 'created', n: 1 }])
})

test('an object that is no known message is refused, and told of the other form', async () => {
  const { bus } = await startMessagingApp({ messages })

  await expect(bus.publish({ n: 1 })).rejects.toThrow(UnknownMessageError)
  await expect(bus.publish({ n: 1 })).rejects.toThrow(/publish\('lost', …\)/)
  await expect(bus.publish('nobody' as never, {} as never)).rejects.toThrow(
    'No message is called "nobody". Known are: lost, ping, pong.',
  )
})

test('sending what nobody receives rejects; publishing it does not', async () => {
  const { bus, kinds } = await startMessagingApp({ messages })

  await expect(bus.send(new Lost({ n: 1 }))).rejects.toThrow(NoSubscriberError)
  await bus.publish(new Lost({ n: 1 }))

  expect(kinds()).toEqual(['no-subscriber'])
})

test('an endpoint that is not there is an error that names those that are', async () => {
  const { bus } = await startMessagingApp({
    messages,
    messaging: {
      endpoints: {
        slow: {
          transport: 'local',
          address: 'slow',
          listen: true,
          processing: { mode: 'buffered' },
        },
      },
    },
  })

  await expect(bus.endpoint('slwo').send(new Ping({ n: 1 }))).rejects.toThrow(UnknownEndpointError)
  await expect(bus.send(toEndpoint(new Ping({ n: 1 }), 'slwo'))).rejects.toThrow(
    'There is no messaging endpoint "slwo". critter.config.ts has: slow.',
  )
})

test('each handler of a message has an execution of its own, and one that fails does not rerun the other', async () => {
  let first = 0
  let second = 0
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler('ping', () => first++, { name: 'First.handle' }),
      handler(
        'ping',
        () => {
          second++
          throw new Error('no')
        },
        { name: 'Second.handle' },
      ),
    ],
  })

  await bus.send(new Ping({ n: 1 }))
  await until(() => kinds().includes('dead-lettered') && kinds().includes('executed'))

  expect([first, second]).toEqual([1, 1])
})

test('what a handler cascades is sent when it has succeeded: messages, deliveries, lists, and nothing for null', async () => {
  const handled: [number, Envelope][] = []
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>('ping', ({ n }, context) => {
        context.cascade(new Pong({ n }))
        context.cascade(null)
        context.cascade([new Pong({ n: n + 1 }), undefined])
        context.cascade(outgoing(withHeaders(new Pong({ n: n + 2 }), { color: 'red' }), null))
        context.cascade({ n: n + 3 }, 'pong')
      }),
      handler<Pong>('pong', ({ n }, { envelope }) => handled.push([n, envelope])),
    ],
  })

  await bus.send(forTenant(new Ping({ n: 1 }), 'acme'))
  await until(() => handled.length === 4)

  const [[, envelope] = []] = handled
  expect(handled.map(([n]) => n)).toEqual([1, 2, 3, 4])
  expect(handled.map(([, { tenant }]) => tenant)).toEqual(['acme', 'acme', 'acme', 'acme'])
  expect(handled.map(([, { headers }]) => headers)).toEqual([{}, {}, { color: 'red' }, {}])
  expect(new Set(handled.map(([, { correlationId }]) => correlationId)).size).toBe(1)
  expect(envelope?.causationId).toBeDefined()
})

test('async iterables are cascaded', async () => {
  const handled: number[] = []
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>('ping', (_, context) =>
        context.cascadeAsync(
          (async function* () {
            yield new Pong({ n: 1 })
            await Promise.resolve()
            yield new Pong({ n: 2 })
          })(),
        ),
      ),
      handler<Pong>('pong', ({ n }) => handled.push(n)),
    ],
  })

  await bus.send(new Ping({ n: 1 }))
  await until(() => handled.length === 2)

  expect(handled).toEqual([1, 2])
})

test('nothing leaves of a handler that fails, and an answer to the sender is handled here', async () => {
  const handled: number[] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>('ping', async ({ n }, context) => {
        await context.publish(respondToSender(new Pong({ n })))
        if (n === 1) throw new Error('no')
      }),
      handler<Pong>('pong', ({ n }) => handled.push(n)),
    ],
  })

  await bus.send(new Ping({ n: 1 }))
  await until(() => kinds('ping').includes('dead-lettered'))
  await bus.send(new Ping({ n: 2 }))
  await until(() => handled.length === 1)

  expect(handled).toEqual([2])
})

test('invoke handles here and now, and what the handler fails with is what it rejects with', async () => {
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>('ping', () => {
        throw new RangeError('too far')
      }),
    ],
  })

  await expect(bus.invoke(new Ping({ n: 1 }))).rejects.toThrow(new RangeError('too far'))
  await expect(bus.invoke(new Pong({ n: 1 }))).rejects.toThrow(NoHandlerError)
})

test('invoke resolves with the reply, which is not sent; what else is cascaded is', async () => {
  const lost: number[] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>('ping', ({ n }, context) => {
        context.cascade(new Pong({ n: n * 2 }))
        context.cascade(new Lost({ n }))
      }),
      handler<Lost>('lost', ({ n }) => lost.push(n)),
    ],
  })

  const pong = await bus.invoke(new Ping({ n: 2 }), Pong)
  await until(() => lost.length === 1)

  expect(pong).toEqual(new Pong({ n: 4 }))
  expect(kinds('pong')).toEqual([])
})

test('the reply is what the attempt returned that succeeded', async () => {
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>(
        'ping',
        (_, context) => {
          context.cascade(new Pong({ n: context.envelope.attempt }))
          if (context.envelope.attempt === 1) throw new Error('no')
        },
        { errors: [onError(Error).retry({ milliseconds: 0 })] },
      ),
    ],
  })

  const pong = await bus.invoke(new Ping({ n: 2 }), Pong)

  expect(pong).toEqual(new Pong({ n: 2 }))
  expect(kinds('pong')).toEqual([])
})

test('invoke for a reply that is not returned, or of several handlers, is an error', async () => {
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [
      handler('ping', () => {}),
      handler('pong', () => {}, { name: 'A.handle' }),
      handler('pong', () => {}, { name: 'B.handle' }),
    ],
  })

  await expect(bus.invoke(new Ping({ n: 1 }), Pong)).rejects.toThrow(/returned no Pong/)
  await expect(bus.invoke(new Pong({ n: 1 }), Ping)).rejects.toThrow(/several handlers/)
  await bus.invoke(new Pong({ n: 1 }))
})

test('a stopped handler counts as handled, and invoke rejects with what stopped it', async () => {
  const { bus, kinds, logger } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>('ping', ({ n }, context) => {
        if (n === 1) context.stop(problem({ status: 409, detail: 'Not now.' }))
        else context.stopMissing('Customer was not found')
      }),
    ],
  })

  await expect(bus.invoke(new Ping({ n: 1 }))).rejects.toThrow(StoppedError)
  await expect(bus.invoke(new Ping({ n: 1 }))).rejects.toMatchObject({
    problem: { status: 409, detail: 'Not now.' },
  })
  await bus.send(new Ping({ n: 2 }))
  await until(() => kinds().includes('received') && kinds().at(-1) === 'stopped')

  expect(logger.of('info').at(-1)?.fields['why']).toBe('Customer was not found')
})

test('invoke inside of a handler has the same correlation and is caused by its message', async () => {
  const envelopes: Envelope[] = []
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<Ping>('ping', async ({ n }, context) => {
        envelopes.push(context.envelope)
        await context.invoke(new Pong({ n }))
      }),
      handler<Pong>('pong', (_, { envelope }) => envelopes.push(envelope)),
    ],
  })

  await bus.send(new Ping({ n: 1 }))
  await until(() => envelopes.length === 2)

  const [ping, pong] = envelopes
  expect(pong?.correlationId).toBe(ping?.correlationId)
  expect(pong?.causationId).toBe(ping?.id)
})

test('a delayed message waits for the clock', async () => {
  const handled: number[] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [handler<Ping>('ping', ({ n }) => handled.push(n))],
  })

  await bus.send(delayed(new Ping({ n: 1 }), { hours: 1 }))

  expect(kinds()).toEqual(['scheduled'])
  expect(handled).toEqual([])
})

test('times that are none, or that nobody could write, are refused where they are given', async () => {
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [handler('ping', () => {})],
  })
  const ping = new Ping({ n: 1 })
  const refused = [
    bus.send(delayed(ping, { minutes: NaN })),
    bus.send(delayed(ping, { days: 1e9 })),
    bus.send(ping, { deliverWithin: { minutes: NaN } }),
    bus.send(ping, { deliverWithin: { days: 1e7 } }),
    bus.send(ping, { deliverAt: new Date('+010000-01-01T00:00:00Z') }),
    bus.send(ping, { deliverAt: new Date(NaN) }),
  ]

  const outcomes = await Promise.allSettled(refused)

  const messagesOf = outcomes.map((each) => String((each as PromiseRejectedResult).reason))
  expect(messagesOf).toEqual([
    expect.stringContaining(
      'delay: expected an amount of time such as { minutes: 15 }, found { minutes: NaN }.',
    ),
    expect.stringContaining('now and delay: expected a date of the years 1000 to 9999, found'),
    expect.stringContaining('deliverWithin: expected an amount of time'),
    expect.stringContaining('the end of deliverWithin: expected a date of the years 1000 to 9999'),
    expect.stringContaining('deliverAt: expected a date of the years 1000 to 9999, found +010000-'),
    expect.stringContaining(
      'deliverAt: expected a date of the years 1000 to 9999, found an invalid',
    ),
  ])
  expect(kinds()).toEqual([])
})

test('before it is started and after it has stopped an application sends nothing', async () => {
  const { test: started, bus } = await startMessagingApp({
    messages,
    handlers: () => [handler('ping', () => {})],
  })

  await started.stop()

  await expect(bus.send(new Ping({ n: 1 }))).rejects.toThrow(
    expect.objectContaining({ code: 'ERR_NOT_RUNNING' }) as Error,
  )
})
