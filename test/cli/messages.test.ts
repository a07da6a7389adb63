import type { MessageDescription } from '@critter/compiler'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { RealCompiler } from './support/real-compiler.js'
import { compilerOf, sources } from './support/results.js'
import { runCli } from './support/run.js'

const at = (line: number) => ({ file: 'src/orders.ts', line, column: 14, length: 4 })

const orderPlaced: MessageDescription = {
  name: 'order-placed',
  version: 2,
  type: 'OrderPlaced',
  location: at(4),
  handlers: [
    { name: 'OrderPlacedHandler.handle', location: at(20) },
    { name: 'StockHandler.handlePlaced', location: at(30) },
  ],
  senders: [{ name: 'POST /orders', location: at(40) }],
  destinations: [
    {
      endpoint: 'events',
      transport: 'rabbitmq',
      address: 'exchange/events',
      mode: 'inline',
      comesBack: false,
    },
    {
      endpoint: 'mail',
      transport: 'postgres',
      address: 'queue/mail',
      mode: 'durable',
      comesBack: true,
    },
  ],
}
const orderPaid: MessageDescription = {
  name: 'order-paid',
  version: 1,
  type: 'Paid',
  location: at(6),
  handlers: [{ name: 'PaidHandler.handle', location: at(50) }],
  senders: [],
  destinations: [
    {
      endpoint: 'order-paid',
      transport: 'local',
      address: 'order-paid',
      mode: 'buffered',
      comesBack: true,
    },
  ],
}
const stockChanged: MessageDescription = {
  name: 'stock-changed',
  version: 1,
  type: 'StockChanged',
  location: at(8),
  handlers: [],
  senders: [],
  destinations: [],
}

function messages(...args: readonly string[]) {
  const project = new TemporaryProject(sources)
  const compiler = compilerOf(project, { messages: [orderPaid, orderPlaced, stockChanged] })
  return runCli(['messages', ...args], { cwd: project.root, compiler })
}

test('messages are listed with where they go, who handles them and where they are declared', async () => {
  const { code, stdout, stderr } = await messages()

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout)
    .toBe(`message         goes to                          handled by                                            declared at
order-paid      order-paid (buffered)            PaidHandler.handle                                    src/orders.ts:6
order-placed@2  events (inline), mail (durable)  OrderPlacedHandler.handle, StockHandler.handlePlaced  src/orders.ts:4
stock-changed   nowhere                          -                                                     src/orders.ts:8
`)
})

test('with a name all of one message is shown', async () => {
  const { stdout } = await messages('OrderPlaced')

  expect(stdout).toBe(`order-placed@2
  type        OrderPlaced src/orders.ts:4:14
  sent by     POST /orders src/orders.ts:40:14
  goes to     events  inline   rabbitmq exchange/events
              mail    durable  postgres queue/mail
  handled by  OrderPlacedHandler.handle src/orders.ts:20:14
              StockHandler.handlePlaced src/orders.ts:30:14
`)
})

test('what is not known of a message is said', async () => {
  const { stdout } = await messages('stock-changed')

  expect(stdout).toBe(`stock-changed
  type        StockChanged src/orders.ts:8:14
  sent by     nobody, as far as return types say
  goes to     nowhere, unless its sender names an endpoint or a broker has conventions
  handled by  nobody here
`)
})

test('a star at the end shows several, and --json prints them as data', async () => {
  const { stdout } = await messages('order-*', '--json')

  expect(JSON.parse(stdout)).toEqual([orderPaid, orderPlaced])
})

test('a name that there is not is answered with the nearest', async () => {
  const { code, stderr } = await messages('order-payed')

  expect(code).toBe(2)
  expect(stderr).toContain('there is no message "order-payed"')
  expect(stderr).toContain('Did you mean "order-paid"')
})

test('destinations are those of the config, else queues of the handlers; unchanged sources open no program', async () => {
  const project = new TemporaryProject({
    'critter.config.ts': `import { defineConfig, localQueue, postgresQueue, rabbitmqExchange } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: {
      'order-paid': localQueue({ mode: 'durable' }),
      mail: postgresQueue('mail', { mode: 'durable', listen: true }),
      events: rabbitmqExchange('events'),
    },
    routes: [{ messages: 'order-placed', to: ['events', 'mail'] }],
  },
})
`,
    'src/orders.ts': `import { Data, Message } from '@critter/runtime'

@Message('order-placed', { version: 2 })
export class OrderPlaced extends Data<{ id: string }> {}

export class OrderPaid extends Data<{ id: string }> {}

export class PackOrder extends Data<{ id: string }> {}

/** @message stock-changed */
export interface StockChanged {
  readonly id: string
}
`,
    'src/orders.handler.ts': `import type { OrderPaid, OrderPlaced, PackOrder } from './orders.js'

export class OrderPlacedHandler {
  static handle(_placed: OrderPlaced): void {}
}

export class PaidHandler {
  static handle(_paid: OrderPaid): void {}
}

export class PackHandler {
  static handle(_order: PackOrder): void {}
}

export class CountPacksHandler {
  static handle(_order: PackOrder): void {}
}
`,
  })
  await runCli(['messages'], { cwd: project.root, compiler: new RealCompiler() })

  const { code, stdout } = await runCli(['messages', '--json'], { cwd: project.root })

  expect(code).toBe(0)
  const found = JSON.parse(stdout) as readonly MessageDescription[]
  expect(
    found.map(({ name, destinations }) => [
      name,
      ...destinations.map((each) => `${each.endpoint} ${each.transport} ${each.mode}`),
    ]),
  ).toEqual([
    ['order-paid', 'order-paid local durable'],
    ['order-placed', 'events rabbitmq inline', 'mail postgres durable'],
    [
      'pack-order',
      'pack-order/CountPacksHandler.handle local buffered',
      'pack-order/PackHandler.handle local buffered',
    ],
    ['stock-changed'],
  ])
})
