import { createCompiler, defaultOptions } from '@critter/compiler'
import { expect, test } from 'vitest'
import { SourceProject } from '../support/source-project.js'

const order = `
import { Data } from '@critter/runtime'

export class OrderPlaced extends Data<{ amount: number }> {}

export class Order {
  total = 0
  get isLarge(): boolean { return this.total > 100 }
  applyPlaced(event: OrderPlaced) { this.total += event.amount }
}
`
const handler = `
import { AggregateHandler, Data } from '@critter/runtime'
import { Order, OrderPlaced } from './order.js'

export class PlaceOrder extends Data<{ orderId: string; amount: number }> {}

@AggregateHandler()
export class PlaceOrderHandler {
  static handle(command: PlaceOrder, _order: Order | null): OrderPlaced {
    return new OrderPlaced({ amount: command.amount })
  }
}
`

async function hashOf(source: string): Promise<string | undefined> {
  const files = { 'src/order.ts': source, 'src/place-order.handler.ts': handler }
  const project = new SourceProject(files)
  const compiler = await createCompiler({ ...defaultOptions, root: project.root })
  const generated = await compiler.compile()
  project.remove()
  const page = generated.files.find((each) => each.path === 'aggregates/order.ts')
  return /hash: '(\w+)'/.exec(page?.text ?? '')?.[1]
}

test.each([
  ['a comment', order.replace('total = 0', '// Of all items.\n  total = 0')],
  [
    'layout',
    order.replace('{ this.total += event.amount }', '{\n    this.total += event.amount\n  }'),
  ],
  ['what no event changes', order.replace('> 100', '> 1000')],
])('%s is no other snapshot', async (_what, changed) => {
  expect(await hashOf(changed)).toBe(await hashOf(order))
})

test.each([
  ['what an event does', order.replace('+=', '-=')],
  ['a first value', order.replace('total = 0', 'total = 1')],
  ['what the state holds', order.replace('total = 0', 'total = 0\n  note?: string')],
])('%s is another one', async (_what, changed) => {
  expect(await hashOf(changed)).not.toBe(await hashOf(order))
})

test('a version that is said is the hash, whatever changes', async () => {
  const versioned = order
    .replace('import { Data }', 'import { Data, Snapshot }')
    .replace('export class Order {', '@Snapshot({ version: 3 })\nexport class Order {')

  expect(await hashOf(versioned)).toBe('v3')
})

test('a live aggregate has none', async () => {
  const live = order
    .replace('import { Data }', 'import { Data, Snapshot }')
    .replace('export class Order {', "@Snapshot({ lifecycle: 'live' })\nexport class Order {")

  expect(await hashOf(live)).toBeUndefined()
})
