import { Data, pinoLogger, type HttpContext } from '@critter/runtime'
import {
  HttpHandler,
  type EndpointRegistration,
  type RequestContext,
} from '@critter/runtime/generated'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { consoleLogger } from '../../packages/runtime/src/hosting/console-logger.js'
import { MemoryLogger } from './support/memory-logger.js'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'

class Order extends Data<{ n: number }> {}

const messages = [messageMapping(Order, 'order')]

class PlaceOrder extends HttpHandler {
  override async handle(http: HttpContext & RequestContext): Promise<void> {
    http.logger.info('an order came in', { n: 1 })
    http.cascade(new Order({ n: 1 }))
    await http.commitMessages()
  }
}

const placeOrder: EndpointRegistration = {
  method: 'POST',
  path: '/orders',
  handler: new PlaceOrder(),
}

/** What pino writes. */
function pinoInMemory() {
  const lines: Record<string, unknown>[] = []
  const write = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>)
  const logger = pinoLogger(pino({ level: 'debug', base: null, timestamp: false }, { write }))
  return { lines, logger }
}

test('what a request and the handlers behind it log can be put together', async () => {
  const { lines, logger } = pinoInMemory()
  const { app, events } = await startMessagingApp({
    messages,
    options: { logger },
    endpoints: () => [placeOrder],
    handlers: () => [
      handler<Order>('order', (_order, context) => {
        context.logger.info('the order is handled', { stock: 7 })
      }),
    ],
  })

  const headers = { 'x-request-id': 'r-1' }
  await app.fetch(new Request('http://localhost/orders', { method: 'POST', headers }))
  await until(() => lines.some(({ msg }) => msg === 'the order is handled'))

  const { id, correlationId } = events[0]!.envelope
  expect(lines.filter(({ level }) => level === 30)).toEqual([
    { level: 30, correlationId, requestId: 'r-1', n: 1, msg: 'an order came in' },
    {
      level: 30,
      messageId: id,
      messageName: 'order',
      correlationId,
      handler: 'order-handler.handle',
      attempt: 1,
      stock: 7,
      msg: 'the order is handled',
    },
  ])
})

test('a logger without children is the one that handlers get', async () => {
  const logger = new MemoryLogger()
  const { bus } = await startMessagingApp({
    messages,
    options: { logger },
    handlers: () => [
      handler<Order>('order', (_order, context) => {
        context.logger.info('the order is handled')
      }),
    ],
  })

  await bus.invoke(new Order({ n: 1 }))

  expect(logger.of('info')).toEqual([
    { level: 'info', message: 'the order is handled', fields: {} },
  ])
})

test('an error is what pino calls err, with its causes', () => {
  const { lines, logger } = pinoInMemory()
  const error = new Error('not sent', { cause: new Error('broker gone') })

  logger.debug('begins')
  logger.warn('a message is not sent yet', { id: 'm-1', error })
  logger.error('it is lost', { error: 'no error at all' })

  expect(lines[0]).toEqual({ level: 20, msg: 'begins' })
  expect(lines[1]).toMatchObject({
    level: 40,
    id: 'm-1',
    msg: 'a message is not sent yet',
    err: { type: 'Error', message: 'not sent: broker gone' },
  })
  expect(lines[1]).not.toHaveProperty('error')
  expect(lines[2]).toEqual({ level: 50, err: 'no error at all', msg: 'it is lost' })
})

test('children of children of the logger of the console say all that was said to them', () => {
  const written: string[] = []
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = (text: string | Uint8Array) => {
    written.push(String(text))
    return true
  }
  try {
    consoleLogger().child!({ correlationId: 'c-1' }).child!({ attempt: 2 }).info('done', { n: 1 })
  } finally {
    process.stdout.write = write
  }

  expect(JSON.parse(written[0]!)).toMatchObject({
    level: 'info',
    message: 'done',
    correlationId: 'c-1',
    attempt: 2,
    n: 1,
  })
})
