import type { MessageDescription } from '@critter/compiler'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { RealCompiler } from './support/real-compiler.js'
import { compilerOf, sources } from './support/results.js'
import { runCli } from './support/run.js'

const location = { file: 'src/orders.ts', line: 1, column: 1, length: 1 }

function message(
  name: string,
  senders: readonly string[],
  handlers: readonly string[],
  brokers: readonly string[] = [],
): MessageDescription {
  const place = (each: string) => ({ name: each, location })
  return {
    name,
    version: 1,
    type: name,
    location,
    senders: senders.map(place),
    handlers: handlers.map(place),
    destinations: brokers.map((endpoint) => ({
      endpoint,
      transport: 'rabbitmq',
      address: `queue/${endpoint}`,
      mode: 'inline',
      comesBack: endpoint.startsWith('own-'),
    })),
  }
}

const messages = [
  message('order-placed', ['POST /orders'], ['StockHandler.handle', 'MailHandler.handle']),
  message('stock-low', ['StockHandler.handle'], [], ['purchasing']),
  message('user-joined', ['POST /users'], ['MailHandler.handleUser']),
]

function graph(...args: readonly string[]) {
  const project = new TemporaryProject(sources)
  return runCli(['graph', ...args], {
    cwd: project.root,
    compiler: compilerOf(project, { messages }),
  })
}

test('requests, messages, their handlers and brokers are drawn', async () => {
  const { code, stdout, stderr } = await graph()

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe(`flowchart LR
  message_order_placed(["order-placed"])
  endpoint_POST_orders[/"POST /orders"/]
  handler_StockHandler_handle["StockHandler.handle"]
  handler_MailHandler_handle["MailHandler.handle"]
  message_stock_low(["stock-low"])
  broker_purchasing_rabbitmq[("purchasing (rabbitmq)")]
  message_user_joined(["user-joined"])
  endpoint_POST_users[/"POST /users"/]
  handler_MailHandler_handleUser["MailHandler.handleUser"]
  endpoint_POST_orders --> message_order_placed
  message_order_placed --> handler_StockHandler_handle
  message_order_placed --> handler_MailHandler_handle
  handler_StockHandler_handle --> message_stock_low
  message_stock_low -.-> broker_purchasing_rabbitmq
  endpoint_POST_users --> message_user_joined
  message_user_joined --> handler_MailHandler_handleUser
`)
})

test('a message that a route takes to a broker is not drawn to its handlers here, unless it comes back', async () => {
  const project = new TemporaryProject(sources)
  const compiler = compilerOf(project, {
    messages: [
      message('order-placed', [], ['StockHandler.handle'], ['events']),
      message('user-joined', [], ['MailHandler.handle'], ['own-mail']),
    ],
  })

  const { stdout } = await runCli(['graph'], { cwd: project.root, compiler })

  expect(stdout.split('\n').filter((each) => each.includes('>'))).toEqual([
    '  message_order_placed -.-> broker_events_rabbitmq',
    '  message_user_joined -.-> broker_own_mail_rabbitmq',
    '  broker_own_mail_rabbitmq --> handler_MailHandler_handle',
  ])
})

test('with a name, what leads to it and what follows', async () => {
  const { stdout } = await graph('stockhandler')

  expect(stdout).toBe(`flowchart LR
  message_order_placed(["order-placed"])
  endpoint_POST_orders[/"POST /orders"/]
  handler_StockHandler_handle["StockHandler.handle"]
  message_stock_low(["stock-low"])
  broker_purchasing_rabbitmq[("purchasing (rabbitmq)")]
  endpoint_POST_orders --> message_order_placed
  message_order_placed --> handler_StockHandler_handle
  handler_StockHandler_handle --> message_stock_low
  message_stock_low -.-> broker_purchasing_rabbitmq
`)
})

test('a name that there is not is answered with the nearest', async () => {
  const { code, stderr } = await graph('POST', '/order')

  expect(code).toBe(2)
  expect(stderr).toContain('nothing that sends or is sent is called "POST /order"')
  expect(stderr).toContain('"POST /orders"')
})

test('a message that a handler sends to another one is a way through both', async () => {
  const project = new TemporaryProject({
    'src/app.ts': `import { Data, Post } from '@critter/runtime'

export class PlaceOrder extends Data<{ id: string }> {}
export class OrderPlaced extends Data<{ id: string }> {}
export class PackOrder extends Data<{ id: string }> {}

export class PlaceOrderEndpoint {
  @Post('/orders')
  static post(order: PlaceOrder): [PlaceOrder, OrderPlaced] {
    return [order, new OrderPlaced(order)]
  }
}

export class OrderPlacedHandler {
  static handle(placed: OrderPlaced): PackOrder {
    return new PackOrder(placed)
  }
}

export class PackOrderHandler {
  static handle(_order: PackOrder): void {}
}
`,
  })

  const { stdout } = await runCli(['graph'], { cwd: project.root, compiler: new RealCompiler() })

  expect(stdout.split('\n').filter((each) => each.includes('>'))).toEqual([
    '  endpoint_POST_orders --> message_order_placed',
    '  message_order_placed --> handler_OrderPlacedHandler_handle',
    '  handler_OrderPlacedHandler_handle --> message_pack_order',
    '  message_pack_order --> handler_PackOrderHandler_handle',
  ])
})
