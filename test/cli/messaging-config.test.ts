import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { compilerOf, sources } from './support/results.js'
import { runCli } from './support/run.js'

async function codegen(messaging: string) {
  const project = new TemporaryProject({
    ...sources,
    'critter.config.ts': `import {
  defineConfig, localQueue, natsStream, natsSubject, postgresQueue, rabbitmqExchange, rabbitmqQueue, redisStream,
} from '@critter/cli'

export default defineConfig({
  messaging: ${messaging},
})
`,
  })
  const compiler = compilerOf(project)
  const { code, stderr } = await runCli(['codegen'], { cwd: project.root, compiler })
  const [options] = compiler.options
  return { code, stderr, options, title: basename(project.root) }
}

test('endpoints and routes reach the compiler with their defaults', async () => {
  const { stderr, options } = await codegen(`{
    endpoints: {
      'premium-processing': rabbitmqQueue('images-premium', { mode: 'inline', listeners: 4, listen: true }),
      'basic-processing': rabbitmqQueue('images-basic', { mode: 'buffered', limits: { max: 1000, restart: 200 }, listen: true }),
      fulfillment: localQueue({ mode: 'durable', order: 'by-group' }),
      mail: postgresQueue('mail', { mode: 'durable', parallel: 2, listen: true }),
      outgoing: rabbitmqExchange('events', { mode: 'durable' }),
    },
    routes: [
      { messages: ['payment-confirmed', 'items-reserved'], to: 'fulfillment' },
      { messages: 'order-fulfillment-*', to: ['outgoing', 'mail'] },
    ],
    durableOutbox: 'all-senders',
  }`)

  expect(stderr).toBe('')
  expect(options?.messaging).toEqual({
    endpoints: {
      'premium-processing': {
        transport: 'rabbitmq',
        address: 'queue/images-premium',
        listen: true,
        processing: { mode: 'inline', listeners: 4 },
      },
      'basic-processing': {
        transport: 'rabbitmq',
        address: 'queue/images-basic',
        listen: true,
        processing: { mode: 'buffered', limits: { max: 1000, restart: 200 } },
      },
      fulfillment: {
        transport: 'local',
        address: 'fulfillment',
        listen: true,
        processing: { mode: 'durable', order: 'by-group' },
      },
      mail: {
        transport: 'postgres',
        address: 'queue/mail',
        listen: true,
        processing: { mode: 'durable', parallel: 2 },
      },
      outgoing: {
        transport: 'rabbitmq',
        address: 'exchange/events',
        listen: false,
        processing: { mode: 'durable' },
      },
    },
    routes: [
      { messages: ['payment-confirmed', 'items-reserved'], to: ['fulfillment'] },
      { messages: ['order-fulfillment-*'], to: ['outgoing', 'mail'] },
    ],
    durableInbox: 'as-declared',
    durableOutbox: 'all-senders',
  })
})

test.each([
  ['localQueue()', 'local', 'a', 'buffered', true],
  ["postgresQueue('q')", 'postgres', 'queue/q', 'durable', false],
  ["rabbitmqQueue('q')", 'rabbitmq', 'queue/q', 'inline', false],
  ["rabbitmqExchange('q')", 'rabbitmq', 'exchange/q', 'inline', false],
  ["natsStream('q')", 'nats', 'queue/q', 'inline', false],
  ["natsSubject('a.b')", 'nats', 'exchange/a.b', 'inline', false],
  ["redisStream('q')", 'redis', 'queue/q', 'inline', false],
])('%s has the mode of its transport', async (made, transport, address, mode, listen) => {
  const { options } = await codegen(`{ endpoints: { a: ${made} } }`)

  expect(options?.messaging?.endpoints).toEqual({
    a: { transport, address, listen, processing: { mode } },
  })
})

test('an endpoint that stops listening above few messages listens again at half of them', async () => {
  const { options } = await codegen(
    "{ endpoints: { a: localQueue({ mode: 'buffered', limits: { max: 100 } }) } }",
  )

  expect(options?.messaging?.endpoints['a']?.processing).toEqual({
    mode: 'buffered',
    limits: { max: 100, restart: 50 },
  })
})

test('a queue says which exchanges and topics it receives from', async () => {
  const { options } = await codegen(
    "{ endpoints: { a: rabbitmqQueue('mail', { mode: 'inline', from: ['all', { exchange: 'events', topics: ['order.*', '#'] }] }) } }",
  )

  expect(options?.messaging?.endpoints['a']).toMatchObject({
    address: 'queue/mail?from=all&from=events&topic=order.*&topic=%23',
    processing: { mode: 'inline' },
  })
})

test('a listener says when it rests', async () => {
  const { options } = await codegen(
    "{ endpoints: { a: rabbitmqQueue('mail', { mode: 'inline', listen: true, circuitBreaker: { failureShare: 0.5, pause: { minutes: 1 } } }) } }",
  )

  expect(options?.messaging?.endpoints['a']).toEqual({
    transport: 'rabbitmq',
    address: 'queue/mail',
    listen: true,
    processing: { mode: 'inline' },
    circuitBreaker: { failureShare: 0.5, pause: { minutes: 1 } },
  })
})

test('a route to an unknown endpoint is shown where it stands, with the known ones and the nearest', async () => {
  const { code, stderr } = await codegen(`{
    endpoints: { mail: localQueue(), events: localQueue() },
    // to: 'mial'
    routes: [{ messages: 'order-*', to: ['events', 'mial'] }],
  }`)

  expect(code).toBe(2)
  expect(stderr)
    .toBe(`critter.config.ts:9:53 - error config: a route sends to "mial", which is no endpoint

   7 |     endpoints: { mail: localQueue(), events: localQueue() },
   8 |     // to: 'mial'
>  9 |     routes: [{ messages: 'order-*', to: ['events', 'mial'] }],
     |                                                     ^^^^
  10 |   },
  11 | })

  help: Did you mean "mail"? The endpoints are mail, events
`)
})

test.each([
  ['1', '"messaging" must be an object with endpoints and routes', 'messaging'],
  ['{ route: [] }', '"messaging" has an unknown member "route"', 'route'],
  [
    "{ durableInbox: 'all' }",
    `"durableInbox" must be 'all-listeners' or 'as-declared'`,
    'durableInbox',
  ],
  ['{ endpoints: [] }', '"endpoints" must be an object of endpoints by name', 'endpoints'],
  ["{ endpoints: { 'a b': localQueue() } }", 'an endpoint cannot be called "a b"', 'a b'],
  ["{ endpoints: { mail: 'mail' } }", 'the endpoint "mail" is none', 'mail'],
  [
    "{ endpoints: { mail: rabbitmqQueue('') } }",
    'the endpoint "mail" has no name at its transport',
    'mail',
  ],
  [
    "{ endpoints: { b: localQueue(), mail: localQueue({ mode: 'bufered' }) } }",
    'the mode "bufered" of the endpoint "mail" is none',
    'bufered',
  ],
  [
    "{ endpoints: { mail: localQueue({ mode: 'inline', limits: { max: 1 } }) } }",
    'the endpoint "mail" is inline and has no "limits"',
    'limits',
  ],
  [
    "{ endpoints: { mail: localQueue({ mode: 'buffered', listeners: 2 }) } }",
    'the endpoint "mail" is buffered and has no "listeners"',
    'listeners',
  ],
  [
    "{ endpoints: { mail: localQueue({ mode: 'buffered', parallel: 0 }) } }",
    '"parallel" of "mail" must be a whole number above 0',
    'parallel',
  ],
  [
    "{ endpoints: { mail: localQueue({ mode: 'buffered', order: 'strict', parallel: 4 }) } }",
    '"mail" keeps strict order and handles 4 messages at once',
    'parallel',
  ],
  [
    "{ endpoints: { mail: localQueue({ mode: 'buffered', limits: { max: 100, restart: 101 } }) } }",
    '"mail" stops listening above 100 messages and would listen again at 101',
    'restart',
  ],
  [
    "{ endpoints: { mail: localQueue({ mode: 'durable', order: 'by-tenant' }) } }",
    'the order "by-tenant" of "mail" is none',
    'by-tenant',
  ],
  [
    "{ endpoints: { a: rabbitmqQueue('q', { mode: 'inline', listen: true }), b: rabbitmqQueue('q', { mode: 'durable', listen: true }) } }",
    'the endpoints "a" and "b" both listen to rabbitmq queue/q',
    'b',
  ],
  [
    "{ routes: [{ messages: '*-placed', to: 'mail' }] }",
    'a route cannot match "*-placed"',
    '*-placed',
  ],
  [
    "{ routes: [{ messages: [], to: 'mail' }] }",
    '"messages" of a route must be a wire name, or a list',
    'messages',
  ],
  [
    "{ routes: [{ message: 'a', to: 'mail' }] }",
    'a route has an unknown member "message"',
    'message',
  ],
  [
    "{ routes: [{ messages: 'a', to: 'mail' }] }",
    'a route sends to "mail", which is no endpoint',
    'mail',
  ],
  [
    "{ endpoints: { mail: rabbitmqQueue('q', { mode: 'inline', circuitBreaker: {} }) } }",
    '"mail" has a circuit breaker and listens to no broker',
    'circuitBreaker',
  ],
  [
    "{ endpoints: { mail: rabbitmqQueue('q', { mode: 'inline', listen: true, circuitBreaker: { failureShare: 20 } }) } }",
    '"failureShare" of "mail" is 20, not a share from 0 to 1',
    'failureShare',
  ],
  [
    "{ endpoints: { mail: rabbitmqQueue('q', { mode: 'inline', listen: true, circuitBreaker: { pause: { hour: 1 } } }) } }",
    '"pause" of "mail" must be an amount of time',
    'pause',
  ],
])('messaging: %s is refused', async (messaging, reason, shown) => {
  const { code, stderr } = await codegen(messaging)
  const [, line = ''] = /^> +\d+ \| (.*)$/m.exec(stderr) ?? []
  const [, blanks = '', mark = ''] = /^ +\| ( *)(\^+)$/m.exec(stderr) ?? []

  expect(code).toBe(2)
  expect(stderr).toContain(` - error config: ${reason}\n`)
  expect(line.slice(blanks.length, blanks.length + mark.length)).toBe(shown)
})
