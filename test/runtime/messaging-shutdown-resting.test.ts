import { Data, onError, type ErrorRule } from '@critter/runtime'
import { expect, test } from 'vitest'
import type { Processing } from '../../packages/runtime/src/messaging/messaging-definition.js'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'

class Task extends Data<{ n: number }> {}

const messages = [messageMapping(Task, 'task')]
const rests = onError(Error).pauseListener({ minutes: 5 })
const waiting = 'select destination, owner from critter.inbox where keep_until is null'

const fail = (): never => {
  throw new Error('no')
}

/** Receives by way of a broker. */
const startReceiving = (mode: Processing['mode'], breaks: boolean, errors: readonly ErrorRule[]) =>
  startMessagingApp({
    messages,
    transports: { memory: new MemoryBroker() },
    messaging: {
      endpoints: {
        tasks: {
          transport: 'memory',
          address: 'queue/tasks',
          listen: true,
          processing: { mode },
          ...(breaks ? { circuitBreaker: { minimum: 1, pause: { minutes: 5 } } } : {}),
        },
      },
      routes: [{ messages: ['*'], to: ['tasks'] }],
    },
    handlers: () => [handler('task', fail, { errors })],
  })

async function stopsAtOnce(app: { stop(): Promise<void> }): Promise<void> {
  const began = performance.now()
  await app.stop()
  expect(performance.now() - began).toBeLessThan(5000)
}

test('a queue in memory that rests does not hold up the end: what waits there becomes rows', async () => {
  const { app, bus, kinds, rows } = await startMessagingApp({
    messages,
    handlers: () => [handler('task', fail, { errors: [rests] })],
  })
  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('requeued'))
  await bus.send(new Task({ n: 2 }))

  await stopsAtOnce(app)

  expect(await rows(waiting)).toEqual([
    { destination: 'task', owner: 0 },
    { destination: 'task', owner: 0 },
  ])
})

test('a queue in memory that would rest while the application stops is left as it is', async () => {
  let isOpen = false
  const { app, bus, kinds, rows } = await startMessagingApp({
    messages,
    handlers: () => [
      handler(
        'task',
        async () => {
          await until(() => isOpen)
          throw new Error('no')
        },
        { errors: [rests] },
      ),
    ],
  })
  await bus.send(new Task({ n: 1 }))
  await until(() => kinds().includes('started'))

  const stopping = stopsAtOnce(app)
  await new Promise((resolve) => setTimeout(resolve, 50))
  isOpen = true
  await stopping

  expect(await rows(waiting)).toEqual([{ destination: 'task', owner: 0 }])
})

test.each<Processing['mode']>(['inline', 'buffered', 'durable'])(
  '%s: a listener that rests does not hold up the end',
  async (mode) => {
    const { app, bus, kinds } = await startReceiving(mode, false, [rests])
    await bus.send(new Task({ n: 1 }))
    await until(() => kinds().includes('requeued'))

    await stopsAtOnce(app)
  },
)

test('a listener that rests because too much of what it receives fails does not hold up the end', async () => {
  const { app, bus, logger, rows } = await startReceiving('buffered', true, [
    onError(Error).requeue(5),
  ])
  await bus.send(new Task({ n: 1 }))
  await until(() => logger.of('error').some(({ message }) => message.endsWith('it rests')))

  await stopsAtOnce(app)

  expect(await rows(waiting)).toEqual([{ destination: 'tasks', owner: 0 }])
})
