import { expect, test } from 'vitest'
import { planCodecs, type CodecMemory } from '../../packages/compiler/src/codecs/plan-codecs.js'
import type { MemberShape, NamedShape, Shape } from '../../packages/compiler/src/model/shape.js'

const day: Shape = { kind: 'ref', key: 'src/day.ts#Day' }
const text: Shape = { kind: 'string', constraints: [] }

test('an open compiler writes only the codecs of what has changed', () => {
  const memory: CodecMemory = new Map()
  const before = plan(memory, { Order: { placed: text }, Visit: { begins: text } })

  const after = plan(memory, { Order: { placed: text, paid: text }, Visit: { begins: text } })

  expect(after.visit).toBe(before.visit)
  expect(after.order).not.toBe(before.order)
})

test('types that share no more than a name for text are written apart', () => {
  const memory: CodecMemory = new Map()
  const before = plan(memory, { Order: { placed: day }, Visit: { begins: day } })

  const after = plan(memory, { Order: { placed: day, paid: day }, Visit: { begins: day } })

  expect(after.visit).toBe(before.visit)
  expect(after.order?.text).toContain('paid')
})

type Types = Readonly<Record<'Order' | 'Visit', Readonly<Record<string, Shape>>>>

function plan(memory: CodecMemory, types: Types) {
  const { files } = planCodecs(
    (['Order', 'Visit'] as const).map((name) => ({ purpose: 'decode', type: use(name) })),
    {
      project: { importExtension: 'js', output: 'src/generated/critter' },
      shapes: Object.fromEntries(
        [
          named('Day', text),
          named('Order', object(types.Order)),
          named('Visit', object(types.Visit)),
        ].map((each) => [each.key, each]),
      ),
    },
    memory,
  )
  const file = (name: string) => files.find(({ path }) => path.endsWith(`/${name}.ts`))
  return { order: file('order'), visit: file('visit') }
}

function use(name: string) {
  const type = { kind: 'named', id: keyOf(name), name, args: [] } as const
  return { type, null: false, undefined: false, text: () => name, handle: 0 as never }
}

function named(name: string, shape: Shape): NamedShape {
  const file = fileOf(name)
  return {
    key: keyOf(name),
    name,
    import: { kind: 'file', path: file, name },
    typeArguments: [],
    shape,
    nominal: false,
    location: { file, line: 1, column: 1, length: 1 },
  }
}

function object(members: Readonly<Record<string, Shape>>): Shape {
  const all = Object.entries(members).map(([name, shape]): MemberShape => ({
    name,
    shape,
    optional: false,
    visibility: 'public',
  }))
  return { kind: 'object', members: all, instance: undefined }
}

function keyOf(name: string): string {
  return `${fileOf(name)}#${name}`
}

function fileOf(name: string): string {
  return `src/${name.toLowerCase()}.ts`
}
