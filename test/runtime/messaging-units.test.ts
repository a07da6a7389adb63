import { ConcurrencyError, Data, onError, perExecution, type Scope } from '@critter/runtime'
import type { MessageContext } from '@critter/runtime'
import { expect, test } from 'vitest'
import { Customer, documents } from '../support/store.js'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'
import { endpoint } from './support/sample-endpoints.js'

class Register extends Data<{ id: string }> {}
class Registered extends Data<{ id: string }> {}

const messages = [messageMapping(Register, 'register'), messageMapping(Registered, 'registered')]
const retriesConflicts = [onError(ConcurrencyError).retry({ milliseconds: 1 })]
const durable = { durableInbox: 'all-listeners' } as const

test('a document, the mark that its message is handled and the message that it causes are one commit', async () => {
  const registered: string[] = []
  const {
    bus,
    test: app,
    rows,
  } = await startMessagingApp({
    messages,
    documents,
    messaging: durable,
    handlers: ({ store }) => [
      handler<Register>('register', async ({ id }, context) => {
        const session = store.openFor(context)
        session.insert(Customer, new Customer({ id, name: 'Ann' }))
        context.cascade(new Registered({ id }))
        await session.saveChanges()
      }),
      handler<Registered>('registered', ({ id }) => registered.push(id)),
    ],
  })

  await bus.send(new Register({ id: 'ann' }))
  await until(() => registered.length === 1)

  expect(await app.store.openSession().load(Customer, 'ann')).toEqual({ id: 'ann', name: 'Ann' })
  await until(async () => (await rows('select from critter.inbox')).length === 0)
  expect(await rows('select from critter.dead_letters')).toEqual([])
})

test('what a unit of work sends that fails is gone with it, and its message is in the dead letters', async () => {
  const {
    bus,
    test: app,
    rows,
    kinds,
  } = await startMessagingApp({
    messages,
    documents,
    messaging: durable,
    handlers: ({ store }) => [
      handler<Register>('register', async ({ id }, context) => {
        const session = store.openFor(context)
        session.insert(Customer, new Customer({ id, name: 'Bob' }))
        context.cascade(new Registered({ id }))
        await session.saveChanges()
      }),
      handler('registered', () => {}),
    ],
  })
  const session = app.store.openSession()
  session.insert(Customer, new Customer({ id: 'bob', name: 'Bob' }))
  await session.saveChanges()

  await bus.send(new Register({ id: 'bob' }))
  await until(() => kinds('register').includes('dead-lettered'))

  expect(kinds('registered')).toEqual([])
  expect(await rows('select message_name, reason, error_name from critter.dead_letters')).toEqual([
    { message_name: 'register', reason: 'handler-failed', error_name: 'DocumentExistsError' },
  ])
  expect(await rows('select from critter.inbox')).toEqual([])
})

test('what is committed leaves although a later step of the handler fails', async () => {
  const { bus, kinds } = await startMessagingApp({
    messages,
    documents,
    messaging: durable,
    handlers: ({ store }) => [
      handler<Register>('register', async ({ id }, context) => {
        context.cascade(new Registered({ id }))
        await store.openFor(context).saveChanges()
        context.cascade(new Registered({ id: `${id}-not-sent` }))
        throw new Error('too late')
      }),
      handler('registered', () => {}),
    ],
  })

  await bus.send(new Register({ id: 'cid' }))
  await until(() => kinds('registered').includes('executed'))

  expect(kinds('registered').filter((kind) => kind === 'sent')).toHaveLength(1)
})

test('a handler that fails after its commit has handled its message, whatever its rules say', async () => {
  let attempts = 0
  const { bus, kinds, rows, logger } = await startMessagingApp({
    messages,
    documents,
    messaging: durable,
    handlers: ({ store }) => [
      handler<Register>(
        'register',
        async (_, context) => {
          attempts++
          await store.openFor(context).saveChanges()
          throw new Error('too late')
        },
        { errors: [onError(Error).retry({ milliseconds: 0 })] },
      ),
    ],
  })

  await bus.send(new Register({ id: 'hal' }))
  await until(() => kinds('register').includes('discarded'))

  expect(attempts).toBe(1)
  expect(kinds('register')).not.toContain('dead-lettered')
  expect(await rows('select from critter.dead_letters')).toEqual([])
  expect(logger.of('error').map(({ message }) => message)).toEqual([
    'a handler failed after its commit; its message counts as handled',
  ])
})

test('a message that another node has taken over goes to no dead letters here, and nobody says that it does', async () => {
  const app = await startMessagingApp({
    messages,
    messaging: durable,
    handlers: () => [
      handler('register', async () => {
        await app.rows('update critter.inbox set owner = owner + 1')
        throw new Error('no')
      }),
    ],
  })

  await app.bus.send(new Register({ id: 'ida' }))
  await until(() => app.kinds('register').includes('duplicate'))

  expect(app.kinds('register')).not.toContain('dead-lettered')
  expect(app.logger.of('error')).toEqual([])
  expect(await app.rows('select from critter.dead_letters')).toEqual([])
  expect(await app.rows('select from critter.inbox')).toHaveLength(1)
})

test('a service of an execution writes and sends with its handler', async () => {
  class Registry {
    readonly #scope: Scope
    constructor(scope: Scope) {
      this.#scope = scope
    }
    async register(id: string): Promise<void> {
      this.#scope.session.insert(Customer, new Customer({ id, name: id }))
      await this.#scope.context.publish(new Registered({ id }))
    }
  }
  const supplied = perExecution((scope) => new Registry(scope))
  const registered: string[] = []
  const { bus, test: app } = await startMessagingApp({
    messages,
    documents,
    handlers: ({ store }) => [
      handler<Register>('register', async ({ id }, context) => {
        await context.service(supplied).register(id)
        await store.openFor(context).saveChanges()
      }),
      handler<Registered>('registered', ({ id }) => registered.push(id)),
    ],
  })

  await bus.send(new Register({ id: 'dan' }))
  await until(() => registered.length === 1)

  expect(await app.store.openSession().load(Customer, 'dan')).not.toBeNull()
})

test('what an endpoint sends leaves with the commit of its session, also when there is nothing else to commit', async () => {
  const registered: [string, MessageContext['envelope']][] = []
  const { test: app } = await startMessagingApp({
    messages,
    documents,
    messaging: durable,
    options: { tenant: (http) => http.headers.get('x-tenant') ?? undefined },
    endpoints: ({ store }) => [
      endpoint('POST', '/register', async (http) => {
        const session = store.openFor(http)
        http.cascade(new Registered({ id: 'first' }))
        http.cascade(new Registered({ id: 'second' }))
        await session.saveChanges()
        http.writeEmpty()
      }),
    ],
    handlers: () => [
      handler<Registered>('registered', ({ id }, { envelope }) => registered.push([id, envelope])),
    ],
  })

  await app.post('/register', { headers: { 'x-tenant': 'acme' } })
  await until(() => registered.length === 2)

  const [[, first] = [], [, second] = []] = registered
  expect(registered.map(([id]) => id)).toEqual(['first', 'second'])
  expect(first?.tenant).toBe('acme')
  expect(first?.causationId).toBeUndefined()
  expect(first?.correlationId).toBe(second?.correlationId)
})

test('what an endpoint without a session sends is stored before it answers', async () => {
  const { test: app, rows } = await startMessagingApp({
    messages,
    messaging: durable,
    endpoints: () => [
      endpoint('POST', '/register', async (http) => {
        await http.bus.publish(new Registered({ id: 'eve' }))
        await http.commitMessages()
        http.writeText(JSON.stringify(await rows('select message_name from critter.inbox')))
      }),
    ],
    // Not handled before it was looked for.
    handlers: () => [
      handler('registered', () => new Promise((resolve) => setTimeout(resolve, 200))),
    ],
  })

  const { text } = await app.post('/register')

  expect(JSON.parse(text)).toEqual([{ message_name: 'registered' }])
})

test('an endpoint whose service sends what nothing commits does not answer that all is well', async () => {
  const supplied = perExecution((scope) => ({
    register: (id: string) => scope.context.publish(new Registered({ id })),
  }))
  const {
    test: app,
    kinds,
    logger,
  } = await startMessagingApp({
    messages,
    endpoints: () => [
      endpoint('POST', '/register', async (http) => {
        await http.service(supplied).register('eve')
        http.writeEmpty()
      }),
      endpoint('POST', '/committed', async (http) => {
        await http.service(supplied).register('eve')
        await http.commitMessages()
        http.writeEmpty()
      }),
    ],
    handlers: () => [handler('registered', () => {})],
  })

  await app.post('/register', { status: 500 })
  expect(kinds()).toEqual([])
  expect(logger.of('error')[0]?.fields['error']).toMatchObject({
    code: 'ERR_UNCOMMITTED_MESSAGES',
  })

  await app.post('/committed', { status: 204 })
  await until(() => kinds().includes('executed'))
})

test('an endpoint that fails sends nothing', async () => {
  const { test: app, kinds } = await startMessagingApp({
    messages,
    documents,
    endpoints: ({ store }) => [
      endpoint('POST', '/register', async (http) => {
        http.cascade(new Registered({ id: 'fay' }))
        const session = store.openFor(http)
        session.update(Customer, new Customer({ id: 'nobody', name: 'Fay' }))
        await session.saveChanges()
      }),
    ],
    handlers: () => [handler('registered', () => {})],
  })

  await app.post('/register', { status: 409 })

  expect(kinds()).toEqual([])
})

test('a conflict is retried in a session that reads anew', async () => {
  let attempts = 0
  const {
    bus,
    test: app,
    kinds,
  } = await startMessagingApp({
    messages,
    documents,
    handlers: ({ store }) => [
      handler<Register>(
        'register',
        async ({ id }, context) => {
          attempts++
          const session = store.openFor(context)
          const customer = await session.load(Customer, id)
          if (attempts === 1) {
            const other = app.store.openSession()
            other.store(Customer, new Customer({ id, name: 'Other' }))
            await other.saveChanges()
          }
          session.store(Customer, new Customer({ id, name: `${customer?.name ?? 'Nobody'}!` }))
          await session.saveChanges()
        },
        { errors: retriesConflicts },
      ),
    ],
  })
  const session = app.store.openSession()
  session.insert(Customer, new Customer({ id: 'gus', name: 'Gus' }))
  await session.saveChanges()

  await bus.send(new Register({ id: 'gus' }))
  await until(() => kinds().includes('executed'))

  expect(await app.store.openSession().load(Customer, 'gus')).toEqual({ id: 'gus', name: 'Other!' })
})
