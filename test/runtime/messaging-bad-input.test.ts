import { Data, HandlerTimeoutError, withHeaders } from '@critter/runtime'
import type { ManualClock } from '@critter/runtime/testing'
import { expect, test } from 'vitest'
import { Done, messages, reasonsOf, startFailing, Task } from './support/failing.js'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'

class Noted extends Data<{ notes: readonly string[] }> {}

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

test.each([
  ['U+0000', 'a\0b', '/notes/1'],
  ['half a surrogate pair', '\ud83d', '/notes/1'],
])('text that no receiver reads is refused where it is sent: %s', async (_, text, place) => {
  const { bus, kinds } = await startMessagingApp({
    messages: [messageMapping(Noted, 'noted')],
    handlers: () => [handler('noted', () => {})],
  })

  const sent = bus.send(new Noted({ notes: ['fine, \\u0000', text] }))

  await expect(sent).rejects.toThrow(
    `The message "noted" has at "${place}" text that nobody could read`,
  )
  await expect(sent).rejects.toMatchObject({ code: 'ERR_INVALID_VALUE' })
  expect(kinds()).toEqual([])
})
