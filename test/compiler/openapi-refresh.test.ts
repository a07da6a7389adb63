import { createCompiler, defaultOptions } from '@critter/compiler'
import { onTestFinished, expect, test } from 'vitest'
import { SourceProject } from '../support/source-project.js'

// An open compiler keeps the operations and schemas that a change does not reach; what it reaches is all that differs.

const model = (more: string) => `
import { Data } from '@critter/runtime'
export type State = 'open' ${more}
export interface Line { readonly amount: number }
export class Order extends Data<{ id: string; state: State; lines: Line[] }> {}
`
const endpoints = (more: string) => `
import { Get, Post, storeDoc, type Entity, type StoreDoc } from '@critter/runtime'
import { Order, type Line } from './model.js'
export class OrderEndpoints {
  ${more}
  @Get('/orders/:id')
  static get(order: Entity<Order>): Order { return order }
  @Post('/orders/:id')
  static add(line: Line, order: Entity<Order>): StoreDoc<Order> { return storeDoc(Order, order) }
}
`
const others = `
import { Get } from '@critter/runtime'
export class OtherEndpoints {
  @Get('/others')
  static list(limit = 1): readonly { readonly name: string }[] { return [] }
}
`

const changes: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'a type of another file': ['src/model.ts', model("| 'closed'")],
  'a comment of a type': ['src/model.ts', model('/** what became of it */')],
  'a comment of a method': ['src/order.endpoints.ts', endpoints('/** One order. @tag things */')],
  'another type of a name': ['src/line.ts', 'export interface Line { readonly other: true }'],
  'a method that is gone': ['src/other.endpoints.ts', others.replace("@Get('/others')", '')],
}

test.each(Object.keys(changes))(
  'after %s the document is the one of a compiler that begins anew',
  async (name) => {
    const project = new SourceProject({
      'src/model.ts': model(''),
      'src/order.endpoints.ts': endpoints(''),
      'src/other.endpoints.ts': others,
    })
    onTestFinished(() => project.remove())
    const open = await createCompiler({ root: project.root, ...defaultOptions })
    const before = await open.compile()

    project.write(...changes[name]!)
    const after = await open.compile()

    const anew = await (await createCompiler({ root: project.root, ...defaultOptions })).compile()
    const textOf = ({ files }: typeof after) =>
      files.find(({ path }) => path === 'openapi.ts')?.text
    expect(before.diagnostics).toEqual([])
    expect(after.openapi).toEqual(anew.openapi)
    expect(textOf(after)).toBe(textOf(anew))
  },
)
