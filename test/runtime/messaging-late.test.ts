import { Data, ExecutionEndedError } from '@critter/runtime'
import { expect, test } from 'vitest'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'
import { endpoint } from './support/sample-endpoints.js'

class Ping extends Data<{ n: number }> {}
class Pong extends Data<{ n: number }> {}
class Lost extends Data<{ n: number }> {}

const messages = [
  messageMapping(Ping, 'ping'),
  messageMapping(Pong, 'pong'),
  messageMapping(Lost, 'lost'),
]

test('what a handler sends after it has ended rejects, and says what to do', async () => {
  let late: Promise<unknown> | undefined
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler('ping', (_, context) => {
        setTimeout(() => {
          late = context.publish(new Pong({ n: 1 })).catch((error: unknown) => error)
        }, 20)
      }),
      handler('pong', () => {}),
    ],
  })

  await bus.send(new Ping({ n: 1 }))
  await until(() => late !== undefined)

  expect(await late).toBeInstanceOf(ExecutionEndedError)
  expect(await late).toMatchObject({
    messageName: 'pong',
    message: expect.stringMatching(
      /^"pong" .* Await .* before the handler ends.*app\.bus/,
    ) as string,
  })
  expect(kinds('pong')).toEqual([])
})

test('what an invoked handler, or one whose time is over, sends late rejects as well', async () => {
  const late: Promise<unknown>[] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    options: { handlerTimeout: { milliseconds: 20 } },
    handlers: () => [
      handler('ping', async (_, context) => {
        await until(() => context.signal.aborted)
        late.push(context.send(new Lost({ n: 1 })).catch((error: unknown) => error))
      }),
      handler('pong', (_, context) => {
        setTimeout(() => {
          late.push(context.send(new Lost({ n: 2 })).catch((error: unknown) => error))
        })
      }),
      handler('lost', () => {}),
    ],
  })

  await bus.send(new Ping({ n: 1 }))
  await bus.invoke(new Pong({ n: 1 }))
  await until(() => late.length === 2)

  expect(await Promise.all(late)).toEqual([
    expect.any(ExecutionEndedError),
    expect.any(ExecutionEndedError),
  ])
  expect(kinds('lost')).toEqual([])
})

test('what an endpoint sends after its answer rejects', async () => {
  let late: Promise<unknown> | undefined
  const { test: app } = await startMessagingApp({
    messages,
    endpoints: () => [
      endpoint('POST', '/ping', (http) => {
        const { bus } = http
        setTimeout(() => {
          late = bus.publish(new Ping({ n: 1 })).catch((error: unknown) => error)
        }, 20)
        http.writeEmpty()
        return Promise.resolve()
      }),
    ],
    handlers: () => [handler('ping', () => {})],
  })

  await app.post('/ping')
  await until(() => late !== undefined)

  expect(await late).toBeInstanceOf(ExecutionEndedError)
})
