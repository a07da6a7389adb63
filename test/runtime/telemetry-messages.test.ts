import { Data, onError, type HttpContext } from '@critter/runtime'
import {
  HttpHandler,
  type EndpointRegistration,
  type RequestContext,
} from '@critter/runtime/generated'
import { openTelemetry } from '@critter/runtime/telemetry'
import { propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import type { EndpointDefinition } from '../../packages/runtime/src/messaging/messaging-definition.js'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import {
  handler,
  messageMapping,
  startMessagingApp,
  until,
  type Written,
} from './support/messaging.js'
import { isChildOf, registerOpenTelemetry } from './support/telemetry.js'

class Order extends Data<{ n: number }> {}
class Bill extends Data<{ n: number }> {}

const messages = [messageMapping(Order, 'order'), messageMapping(Bill, 'bill')]

async function start(written: Written) {
  const telemetry = registerOpenTelemetry()
  const started = await startMessagingApp({ messages, telemetry: openTelemetry, ...written })
  return { ...telemetry, ...started }
}

const durable = { durableInbox: 'all-listeners', durableOutbox: 'all-senders' } as const

function tasks(also: Partial<EndpointDefinition>): EndpointDefinition {
  const transport = 'rabbitmq'
  return {
    transport,
    address: 'queue/tasks',
    listen: true,
    processing: { mode: 'durable' },
    ...also,
  }
}

test('one trace runs from the request through the queue to the handler, and on', async () => {
  const handled: number[] = []
  class PlaceOrder extends HttpHandler {
    override async handle(http: HttpContext & RequestContext): Promise<void> {
      http.cascade(new Order({ n: 1 }))
      await http.commitMessages()
      http.writeEmpty()
    }
  }
  const placeOrder: EndpointRegistration = {
    method: 'POST',
    path: '/orders',
    handler: new PlaceOrder(),
  }
  const { app, named } = await start({
    endpoints: () => [placeOrder],
    handlers: () => [
      handler<Order>('order', (_order, context) => {
        trace.getTracer('user').startSpan('reserve').end()
        context.cascade(new Bill({ n: 2 }))
      }),
      handler<Bill>('bill', ({ n }) => handled.push(n)),
    ],
    messaging: {
      ...durable,
      endpoints: { tasks: tasks({ transport: 'postgres' }) },
      routes: [{ messages: ['order'], to: ['tasks'] }],
    },
  })

  await app.fetch(new Request('http://localhost/orders', { method: 'POST' }))
  await until(() => handled.length === 1)
  await app.stop()

  const [request] = named('POST /orders')
  const [sendOrder] = named('send tasks')
  const [processOrder] = named('process tasks')
  const [reserve] = named('reserve')
  const [sendBill] = named('send bill')
  const [processBill] = named('process bill')
  expect(isChildOf(sendOrder!, request!)).toBe(true)
  expect(isChildOf(processOrder!, sendOrder!)).toBe(true)
  expect(isChildOf(reserve!, processOrder!)).toBe(true)
  expect(isChildOf(sendBill!, processOrder!)).toBe(true)
  expect(isChildOf(processBill!, sendBill!)).toBe(true)
})

test('spans of messages say what was sent where, and what handled it', async () => {
  const { bus, app, events, kinds, named } = await start({
    handlers: () => [handler<Order>('order', () => {})],
    transports: { rabbitmq: new MemoryBroker() },
    messaging: {
      endpoints: { tasks: tasks({}) },
      routes: [{ messages: ['order'], to: ['tasks'] }],
    },
  })

  await bus.send(new Order({ n: 1 }))
  await until(() => kinds().includes('executed'))
  await app.stop()

  const { id, correlationId } = events[0]!.envelope
  const common = {
    'messaging.system': 'rabbitmq',
    'messaging.destination.name': 'tasks',
    'messaging.message.id': id,
    'messaging.message.conversation_id': correlationId,
    'critter.message': 'order',
  }
  const [send] = named('send tasks')
  expect(send?.kind).toBe(SpanKind.PRODUCER)
  expect(send?.attributes).toEqual({
    ...common,
    'messaging.operation.type': 'send',
    'messaging.operation.name': 'send',
  })
  const [process] = named('process tasks')
  expect(process?.kind).toBe(SpanKind.CONSUMER)
  expect(process?.attributes).toEqual({
    ...common,
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'critter.handler': 'order-handler.handle',
    'critter.attempt': 1,
    'critter.outcome': 'executed',
  })
})

class OutOfStockError extends Error {}

test('every attempt is a span of its own, with what it failed with, and counted', async () => {
  let attempts = 0
  const { bus, app, kinds, named, measured } = await start({
    handlers: () => [
      handler<Order>(
        'order',
        () => {
          if (++attempts < 3) throw new OutOfStockError('none left')
        },
        { errors: [onError(OutOfStockError).retry({ milliseconds: 1 }, { milliseconds: 2 })] },
      ),
    ],
    messaging: { durableInbox: 'all-listeners' },
  })

  await bus.send(new Order({ n: 1 }))
  await until(() => kinds().includes('executed'))

  const ofHandler = {
    'messaging.system': 'critter',
    'messaging.operation.name': 'process',
    'messaging.destination.name': 'order',
    'critter.handler': 'order-handler.handle',
  }
  expect(await measured('critter.retries')).toMatchObject([{ value: 2, attributes: ofHandler }])
  expect(await measured('messaging.client.consumed.messages')).toMatchObject([
    { value: 1, attributes: ofHandler },
  ])
  expect(await measured('messaging.client.sent.messages')).toMatchObject([
    { value: 1, attributes: { 'messaging.operation.name': 'send' } },
  ])
  expect(await measured('messaging.process.duration')).toMatchObject([
    { value: { count: 2 }, attributes: { ...ofHandler, 'error.type': 'OutOfStockError' } },
    { value: { count: 1 }, attributes: ofHandler },
  ])
  await app.stop()
  const spans = named('process order')
  expect(spans.map((each) => each.attributes['critter.attempt'])).toEqual([1, 2, 3])
  expect(spans.map((each) => each.attributes['error.type'])).toEqual([
    'OutOfStockError',
    'OutOfStockError',
    undefined,
  ])
  expect(spans[0]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'none left' })
  const [send] = named('send order')
  expect(spans.map((each) => isChildOf(each, send!))).toEqual([true, true, true])
})

test('what does not leave with its handler leaves no span', async () => {
  const { bus, app, kinds, named } = await start({
    handlers: () => [
      handler<Order>('order', (_order, context) => {
        context.cascade(new Bill({ n: 1 }))
        throw new OutOfStockError()
      }),
      handler<Bill>('bill', () => {}),
    ],
  })

  await bus.send(new Order({ n: 1 }))
  await until(() => kinds().includes('dead-lettered'))
  await app.stop()

  expect(named('process order')).toHaveLength(1)
  expect(named('send bill')).toEqual([])
})

test('a batch begins a trace, and links to those that its messages came with', async () => {
  const { bus, app, kinds, named } = await start({
    handlers: () => [
      handler<readonly Order[]>('order', () => {}, { batch: { size: 2, within: { minutes: 1 } } }),
    ],
  })

  await bus.send(new Order({ n: 1 }))
  await bus.send(new Order({ n: 2 }))
  await until(() => kinds().includes('executed'))
  await app.stop()

  const [process, ...others] = named('process order')
  expect(others).toEqual([])
  expect(process?.parentSpanContext).toBeUndefined()
  expect(process?.attributes['messaging.batch.message_count']).toBe(2)
  expect(process?.links.map(({ context }) => context.spanId)).toEqual(
    named('send order').map((each) => each.spanContext().spanId),
  )
})

test('what is invoked belongs to who invoked it', async () => {
  const { bus, app, named } = await start({
    handlers: () => [handler<Order>('order', () => {})],
  })

  await trace.getTracer('user').startActiveSpan('caller', async (span) => {
    await bus.invoke(new Order({ n: 1 }))
    span.end()
  })
  await app.stop()

  const [process] = named('process order')
  expect(process?.kind).toBe(SpanKind.INTERNAL)
  expect(isChildOf(process!, named('caller')[0]!)).toBe(true)
  expect(named('send order')).toEqual([])
})

test('what is due in the database is counted when metrics are collected', async () => {
  const { app, logger, measured, rows } = await start({})
  const put = (table: string, destination: string, due: string) =>
    rows(`insert into critter.${table} (id, destination, due_at, message_name, body, envelope${table === 'inbox' ? ', attempt' : ''})
          values (gen_random_uuid(), '${destination}', now() + interval '${due}', 'order', '{}', '{}'${table === 'inbox' ? ', 1' : ''})`)
  const valueOf = async (name: string) => (await measured(name)).map(({ value }) => value)

  await put('inbox', 'elsewhere', '-1 minute')
  await put('inbox', 'elsewhere', '-1 minute')
  await put('inbox', 'elsewhere', '1 day')
  await put('outbox', 'elsewhere', '-1 minute')

  expect(await valueOf('critter.inbox.waiting')).toEqual([2])
  expect(await valueOf('critter.outbox.waiting')).toEqual([1])
  expect(await valueOf('critter.dead_letters')).toEqual([0])
  await app.stop()
  // Nobody asks a database whose connections are closed.
  await measured('critter.dead_letters')
  expect(logger.of('warn')).toEqual([])
})

test('a propagator that throws neither keeps nor loses a message', async () => {
  const handled: number[] = []
  const { bus, app, logger } = await start({
    handlers: () => [handler<Order>('order', ({ n }) => handled.push(n))],
  })
  const fail = (): never => {
    throw new Error('no propagation today')
  }
  propagation.disable()
  propagation.setGlobalPropagator({ inject: fail, extract: fail, fields: () => [] })

  await bus.send(new Order({ n: 1 }))
  await until(() => handled.length === 1)
  await app.stop()

  expect(logger.of('warn')).toMatchObject([
    { message: 'telemetry failed' },
    { message: 'telemetry failed' },
  ])
})

test('without an SDK, messages are handled as ever', async () => {
  const handled: unknown[] = []
  const { bus } = await startMessagingApp({
    messages,
    telemetry: openTelemetry,
    handlers: () => [
      handler<Order>('order', (_order, { envelope }) => handled.push(envelope.headers)),
    ],
  })

  await bus.send(new Order({ n: 1 }))
  await until(() => handled.length === 1)

  expect(handled).toEqual([{}])
})
