import { Data } from '@critter/runtime'
import { expect, test } from 'vitest'
import {
  Basket,
  BasketOpened,
  baskets,
  ItemAdded,
  nextId,
  openBasketStore,
} from './support/baskets.js'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'
import { endpoint } from './support/sample-endpoints.js'

class Fill extends Data<{ basketId: string }> {}

test('what a session is told is recorded with its events, one by one and in a batch', async () => {
  await using store = Object.assign(await openBasketStore(), {
    [Symbol.asyncDispose]: () => store.close(),
  })
  const metadata = {
    correlationId: 'import-7',
    causationId: 'row-1',
    user: 'ann',
    headers: { source: 'a "file"' },
  }
  const session = store.openSession({ tenant: 'north', metadata })
  const items = Array.from({ length: 12 }, (_, index) => new ItemAdded({ item: `item ${index}` }))
  const [one, many] = [nextId(), nextId()]
  session.events.startStream(Basket, one, new BasketOpened({ owner: 'ann' }))
  await session.saveChanges()
  session.events.startStream(Basket, many, new BasketOpened({ owner: 'ann' }), ...items)
  await session.saveChanges()

  for (const id of [one, many]) {
    const recorded = await session.events.fetchStream(id)
    expect(recorded.at(-1)).toMatchObject({ ...metadata, tenant: 'north' })
  }
})

test('a session that is told nothing records nothing but the event', async () => {
  await using store = Object.assign(await openBasketStore(), {
    [Symbol.asyncDispose]: () => store.close(),
  })
  const id = nextId()
  const session = store.openSession()
  session.events.startStream(Basket, id, new BasketOpened({ owner: 'ann' }))
  await session.saveChanges()

  const [opened] = await session.events.fetchStream(id)

  expect(opened).toEqual({
    id: expect.any(String) as string,
    streamId: id,
    version: 1,
    position: expect.any(BigInt) as bigint,
    recordedAt: store.clock.now(),
    event: new BasketOpened({ owner: 'ann' }),
  })
  expect(() => store.openSession({ metadata: { user: 'a\0' } })).toThrow(
    'metadata of events: user: expected text without U+0000',
  )
})

test('one correlation runs from a request to the events of the message that it sends', async () => {
  const id = nextId()
  let handled: string | undefined
  const { app } = await startMessagingApp({
    streams: baskets,
    messages: [messageMapping(Fill, 'fill')],
    options: {
      tenant: (http) => http.headers.get('x-tenant') ?? undefined,
      user: (http) => http.headers.get('x-user') ?? undefined,
    },
    endpoints: ({ store }) => [
      endpoint('POST', '/baskets', async (http) => {
        const session = store.openFor(http)
        session.events.startStream(Basket, id, new BasketOpened({ owner: 'ann' }))
        await http.bus.send(new Fill({ basketId: id }), { headers: { source: 'web' } })
        await session.saveChanges()
        http.writeEmpty()
      }),
    ],
    handlers: ({ store }) => [
      handler<Fill>('fill', async ({ basketId }, context) => {
        const session = store.openFor(context)
        session.events.append(basketId, new ItemAdded({ item: 'socks' }))
        await session.saveChanges()
        handled = context.envelope.id
      }),
    ],
  })

  await app.fetch(
    new Request('http://localhost/baskets', {
      method: 'POST',
      headers: { 'x-tenant': 'north', 'x-user': 'ann' },
    }),
  )
  await until(() => handled !== undefined)

  const session = app.store.openSession({ tenant: 'north' })
  const [opened, added] = await session.events.fetchStream(id)
  expect(opened).toMatchObject({ tenant: 'north', user: 'ann', correlationId: /./ })
  expect(opened!.causationId).toBeUndefined()
  expect(added).toMatchObject({
    tenant: 'north',
    correlationId: opened!.correlationId,
    causationId: handled,
    headers: { source: 'web' },
  })
})
