import { perExecution, type App, type CommonAppOptions, type Supplied } from '@critter/runtime'
import { buildApp, type AppHost, type EndpointRegistration } from '@critter/runtime/generated'
import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest'
import { TestDatabase } from '../../packages/runtime/src/testing/test-database.js'
import { emptyDefinition } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { endpoint } from './support/sample-endpoints.js'
import { TcpProxy } from './support/tcp-proxy.js'

const logger = new MemoryLogger()
let database: TestDatabase
let app: App | undefined

beforeAll(async () => {
  database = await TestDatabase.reserve()
  await database.create(emptyDefinition)
})
afterAll(() => database.drop())
afterEach(async () => {
  await app?.stop()
  app = undefined
  logger.entries.splice(0)
})

function build(
  endpoints: readonly EndpointRegistration[] | ((host: AppHost) => readonly EndpointRegistration[]),
  options: CommonAppOptions = {},
): App {
  app = buildApp(
    emptyDefinition,
    { database: database.connectionString, logger, ...options },
    typeof endpoints === 'function' ? endpoints : () => endpoints,
  )
  return app
}

const get = (each: App, path: string, init?: RequestInit): Promise<Response> =>
  each.fetch(new Request(`http://localhost${path}`, init))

/** A promise and its resolver. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {}
  const given = new Promise<void>((resolve) => (give = resolve))
  return { given, give }
}

describe('starting', () => {
  test('handlers of another compiler version are refused, and the error says what to install', () => {
    expect(() => buildApp({ ...emptyDefinition, compiler: '0.0.9' }, {}, () => [])).toThrow(
      /@critter\/compiler 0\.0\.9, and @critter\/runtime is 0\.1\.\d+.*"critter codegen"/s,
    )
  })

  test('a compiler that differs by a patch belongs', () => {
    expect(() => buildApp({ ...emptyDefinition, compiler: '0.1.99' }, {}, () => [])).not.toThrow()
  })

  test('a session before the start is an error that says so', () => {
    expect(() => build([]).store.openSession()).toThrow('Await app.start() first.')
  })

  test('fetch starts the application', async () => {
    const each = build([
      endpoint('GET', '/', (http) => {
        http.writeText('up')
      }),
    ])

    expect(await (await get(each, '/')).text()).toBe('up')
    await expect(each.store.openSession().events.fetchStream('none')).resolves.toEqual([])
  })

  test('listen answers at its url, and once only', async () => {
    const each = build([
      endpoint('GET', '/', (http) => {
        http.writeText('up')
      }),
    ])

    const { url } = await each.listen({ port: 0 })

    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(await (await fetch(url)).text()).toBe('up')
    await expect(each.listen({ port: 0 })).rejects.toThrow(
      `The application listens already, at ${url}.`,
    )
  })

  test('a port that is taken is an error, and nothing keeps running', async () => {
    const first = build([])
    const { url } = await first.listen({ port: 0, host: '127.0.0.1' })
    const second = buildApp(
      emptyDefinition,
      { database: database.connectionString, logger },
      () => [],
    )

    const listening = second.listen({ port: Number(new URL(url).port), host: '127.0.0.1' })

    await expect(listening).rejects.toThrow(
      /Port \d+ of 127\.0\.0\.1 is taken \(EADDRINUSE\)\. .*app\.listen\(\{ port: \d+ \}\)/,
    )
    await expect(second.start()).rejects.toThrow('The application has stopped.')
  })

  test('a database that is down is an error with host, port and what to do', async () => {
    const each = build(
      [
        endpoint('GET', '/', (http) => {
          http.writeText('up')
        }),
      ],
      {
        database: 'postgres://ada:secret@127.0.0.1:1/shop',
      },
    )

    const failure = await each.start().catch((error: unknown) => error)

    expect(failure).toMatchObject({ code: 'ERR_DATABASE_UNAVAILABLE', host: '127.0.0.1', port: 1 })
    expect(String(failure)).toMatch(/"shop" at 127\.0\.0\.1:1.*DATABASE_URL/s)
    expect(String(failure)).not.toContain('secret')
    await expect(each.listen({ port: 0 })).rejects.toThrow(/127\.0\.0\.1:1/)
    expect((await get(each, '/')).status).toBe(503)
  })

  test('production refuses to start without a database', async () => {
    const { DATABASE_URL, NODE_ENV } = process.env
    delete process.env['DATABASE_URL']
    process.env['NODE_ENV'] = 'production'
    try {
      const each = buildApp(emptyDefinition, { logger }, () => [])

      await expect(each.start()).rejects.toThrow(/No database is configured.*Set DATABASE_URL/s)
    } finally {
      process.env['NODE_ENV'] = NODE_ENV
      if (DATABASE_URL !== undefined) process.env['DATABASE_URL'] = DATABASE_URL
    }
  })
})

describe('a database that goes away', () => {
  test('is a 503 problem, and requests succeed again when it is back', async () => {
    const { proxy, connectionString } = await TcpProxy.before(database.connectionString)
    const each = build(
      ({ store }) => [
        endpoint('GET', '/', async (http) => {
          await store.openFor(http).events.fetchStream('nobody')
          http.writeText('read')
        }),
      ],
      { database: connectionString },
    )
    expect((await get(each, '/')).status).toBe(200)

    await proxy.cut()
    const lost = await get(each, '/')
    await proxy.mend()
    const found = await get(each, '/')
    await each.stop()
    await proxy.cut()

    expect(lost.status).toBe(503)
    expect(lost.headers.get('retry-after')).toBe('1')
    expect(await lost.json()).toMatchObject({ title: 'Service Unavailable', status: 503 })
    expect(found.status).toBe(200)
  })
})

describe('stopping', () => {
  test('requests in progress are finished, over a socket and in process', async () => {
    const entered = [signal(), signal()]
    const { given, give } = signal()
    const work: string[] = []
    const each = build([
      endpoint('GET', '/:n', async (http) => {
        entered[Number(http.url.pathname.slice(1))]!.give()
        await given
        http.writeText('done')
        await new Promise((resolve) => setTimeout(resolve, 20))
        work.push('after commit')
      }),
    ])
    const { url } = await each.listen({ port: 0 })
    const answers = [fetch(`${url}/0`), get(each, '/1')]
    await Promise.all(entered.map((each) => each.given))

    const stopped = each.stop()
    const refused = await get(each, '/2')
    give()
    await stopped

    expect(work).toEqual(['after commit', 'after commit'])
    expect(await Promise.all(answers.map(async (answer) => (await answer).text()))).toEqual([
      'done',
      'done',
    ])
    expect(refused.status).toBe(503)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('while it starts to listen leaves nothing running', async () => {
    const each = build([])

    const listening = each.listen({ port: 0 })
    const stopping = each.stop()

    await expect(listening).rejects.toThrow(/was stopped before it listened|has stopped/)
    await stopping
    expect(() => each.store.openSession()).toThrow('The application has no database connection')
  })

  test('twice is as good as once, and before the start does nothing', async () => {
    const each = build([])

    await Promise.all([each.stop(), each.stop()])
    await each[Symbol.asyncDispose]()

    await expect(each.start()).rejects.toThrow('The application has stopped.')
  })
})

describe('services', () => {
  class Resource {
    readonly name: string
    readonly events: string[]
    constructor(name: string, events: string[]) {
      this.name = name
      this.events = events
      events.push(`made ${name}`)
    }
  }
  class Sync extends Resource implements Disposable {
    [Symbol.dispose](): void {
      this.events.push(`disposed ${this.name}`)
    }
  }
  class Async extends Resource implements AsyncDisposable {
    async [Symbol.asyncDispose](): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve, 5))
      this.events.push(`disposed ${this.name}`)
    }
  }

  test('one per execution is made once, and disposed at its end, the last first', async () => {
    const events: string[] = []
    const first = perExecution(() => new Sync('first', events))
    const second = perExecution(() => new Async('second', events))
    const each = build([
      endpoint('GET', '/', (http) => {
        expect(http.service(first)).toBe(http.service(first))
        http.service(second)
        http.service<Sync>(undefined, () => new Sync('third', events))
        expect(http.service<Sync | number>(5, () => new Sync('never', events))).toBe(5)
        http.writeText('')
        events.push('answered')
      }),
    ])

    await get(each, '/')
    await expect.poll(() => events).toHaveLength(7)
    await get(each, '/')
    await each.stop()

    expect(events.slice(0, 7)).toEqual([
      'made first',
      'made second',
      'made third',
      'answered',
      'disposed third',
      'disposed second',
      'disposed first',
    ])
    expect(events).toHaveLength(14)
  })

  test('what cannot be disposed is logged, and the rest is disposed', async () => {
    const events: string[] = []
    const broken = perExecution(() => ({
      [Symbol.dispose]() {
        throw new Error('stuck')
      },
    }))
    const each = build([
      endpoint('GET', '/', (http) => {
        http.service(perExecution(() => new Sync('first', events)))
        http.service(broken)
        http.writeText('fine')
      }),
    ])

    expect(await (await get(each, '/')).text()).toBe('fine')
    await each.stop()

    expect(events).toEqual(['made first', 'disposed first'])
    expect(logger.of('error')).toMatchObject([{ message: 'a service could not be disposed' }])
  })

  test('a service made from values is one for the application, disposed when it stops', async () => {
    const events: string[] = []
    let composed: Supplied<Sync> | undefined
    const each = build(({ compose }) => {
      composed = compose((name: string) => new Sync(name, events), 'whole')
      return [
        endpoint('GET', '/', (http) => {
          http.writeText(http.service(composed!).name)
        }),
      ]
    })

    expect(await (await get(each, '/')).text()).toBe('whole')
    await get(each, '/')
    expect(events).toEqual(['made whole'])
    await each.stop()

    expect(events).toEqual(['made whole', 'disposed whole'])
  })

  test('a service made from one per execution is one per execution, with the same one in it', async () => {
    const events: string[] = []
    const each = build(({ compose }) => {
      const inner = perExecution(() => new Sync('inner', events))
      const outer = compose((from: Sync, suffix: string) => ({ from, suffix }), inner, '!')
      return [
        endpoint('GET', '/', (http) => {
          expect(http.service(outer).from).toBe(http.service(inner))
          expect(http.service(outer)).toBe(http.service(outer))
          http.writeText(http.service(outer).suffix)
        }),
      ]
    })

    expect(await (await get(each, '/')).text()).toBe('!')
    await each.stop()

    expect(events).toEqual(['made inner', 'disposed inner'])
  })

  test('a service shares the session of the handler and knows its request', async () => {
    const scopes: unknown[] = []
    const each = build(
      ({ store }) => [
        endpoint('GET', '/', (http) => {
          const session = http.service(
            perExecution((scope) => {
              scopes.push(scope.tenant, scope.signal.aborted, scope.logger)
              return scope.session
            }),
          )
          expect(session).toBe(store.openFor(http))
          expect(store.openFor(http)).toBe(store.openFor(http))
          http.writeText(http.requireTenant())
        }),
      ],
      { tenant: (http) => http.headers.get('x-tenant') ?? undefined },
    )

    expect(await (await get(each, '/', { headers: { 'x-tenant': 'acme' } })).text()).toBe('acme')

    expect(scopes).toEqual(['acme', false, logger])
    const nobody = await get(each, '/', { headers: { 'x-tenant': '' } })
    expect(nobody.status).toBe(400)
    expect(scopes[3]).toBeUndefined()
  })
})

test('the time of an execution is one, that of the clock when it began', async () => {
  let ms = 0
  const each = build(
    [
      endpoint('GET', '/', async (http) => {
        const began = http.now()
        await new Promise((resolve) => setTimeout(resolve, 5))
        http.writeJson(JSON.stringify([began, http.now()]))
      }),
    ],
    { clock: { now: () => new Date(ms++ * 1000) } },
  )

  const first = (await (await get(each, '/')).json()) as string[]

  expect(first[0]).toBe(first[1])
})
