import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Shape } from '../../packages/compiler/src/model/shape.js'
import { compileTypes, type CompiledTypes } from './support/codecs.js'
import { everyKindOfType } from './support/every-kind-of-type.js'

// Values are made from the shapes, so whatever the reader learns to read is covered by itself.
const names = [
  'Scalars',
  'Collections',
  'Unions',
  'Post',
  'Money',
  'Account',
  'MoneyPage',
  'Changes',
  'Both',
  'Open',
  'Extensible',
  'Nothing',
  'Lists',
  'MaybeText',
  'Numbers',
  'Country',
]
let types: CompiledTypes

beforeAll(async () => {
  types = await compileTypes(everyKindOfType)
})

describe.each(names)('%s', (name) => {
  test('what is written is read again, equal to what it was', () => {
    const { decode, encode } = types.codecs(name)

    fc.assert(
      fc.property(valueOf(name, 'public'), (value) => {
        const read = decode(JSON.parse(encode(value)))
        expect(read.violations).toEqual([])
        expect(read.value).toEqual(value)
      }),
      { numRuns: 150 },
    )
  })

  test('what is stored is revived, equal to what it was', () => {
    const { revive, encodeStored } = types.codecs(name)

    fc.assert(
      fc.property(valueOf(name, 'all'), (value) => {
        expect(revive(JSON.parse(encodeStored(value)))).toEqual(value)
      }),
      { numRuns: 150 },
    )
  })

  test('any JSON is read or refused, never thrown at', () => {
    const { decode } = types.codecs(name)

    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const read = decode(value)
        expect(read.value === undefined).toBe(read.violations.length > 0)
      }),
      { numRuns: 300 },
    )
  })

  test('a change somewhere is refused there and nowhere else, or does not matter', () => {
    const { decode, encode } = types.codecs(name)

    fc.assert(
      fc.property(
        valueOf(name, 'public'),
        fc.nat(),
        fc.oneof(
          fc.constant(null),
          fc.boolean(),
          fc.double(),
          fc.string(),
          fc.constant([]),
          fc.constant({}),
        ),
        (value, choice, other) => {
          const json: unknown = JSON.parse(encode(value))
          const places = pointersOf(json)
          const place = places[choice % places.length]!

          const { violations } = decode(replaced(json, place, other))

          for (const violation of violations) {
            const pointer = violation.startsWith('/') ? violation.split(' ')[0]! : ''
            // An optional member of a union may be what told it apart, so it can be the object around it.
            expect(related(pointer, place), `${violation} for a change at ${place}`).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('members are unknown to types that do not declare them, whatever they are called', () => {
  const { decode } = types.codecs('Money')

  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (more) => {
      const json = JSON.stringify({ ...more, amount: 1, currency: 'EUR' }).replace(
        /^\{/,
        '{"__proto__":{"note":"x"},"constructor":1,"hasOwnProperty":2,',
      )
      const { value } = decode(JSON.parse(json))
      if (typeof more['note'] === 'string' || more['note'] === undefined) {
        expect(Object.keys(value as object).sort()).toEqual(
          typeof more['note'] === 'string'
            ? ['amount', 'currency', 'note']
            : ['amount', 'currency'],
        )
      }
    }),
  )
})

function related(pointer: string, place: string): boolean {
  const inner = (a: string, b: string) => a === b || a.startsWith(`${b}/`)
  return inner(pointer, place) || inner(place, pointer) || siblings(pointer, place)
}

/** Of one object: `type` changes, and the others of its members are read as those of another member of the union. */
function siblings(a: string, b: string): boolean {
  const parent = (pointer: string) => pointer.slice(0, pointer.lastIndexOf('/'))
  return a.startsWith(`${parent(b)}/`)
}

// ─── values of a shape

function valueOf(name: string, members: 'public' | 'all'): fc.Arbitrary<unknown> {
  return new Values(types, members).of(types.shapeOf(name), 4)
}

class Values {
  readonly #types: CompiledTypes
  readonly #members: 'public' | 'all'

  constructor(compiled: CompiledTypes, members: 'public' | 'all') {
    this.#types = compiled
    this.#members = members
  }

  of(shape: Shape, depth: number): fc.Arbitrary<unknown> {
    const inner = (each: Shape) => this.of(each, depth - 1)
    const length = { maxLength: 3 }
    const isDeepEnough = depth <= 0
    switch (shape.kind) {
      case 'ref':
        return this.of(this.#types.shapes[shape.key]!.shape, depth)
      case 'string':
        return textOf(shape.constraints)
      case 'number':
        return numberOf(shape.constraints)
      case 'bigint':
        return fc.bigInt({ min: 0n, max: 2n ** 70n })
      case 'boolean':
        return fc.boolean()
      case 'date':
        return fc.date({ noInvalidDate: true })
      case 'bytes':
        return fc.uint8Array({ maxLength: 20 })
      case 'null':
        return fc.constant(null)
      case 'undefined':
        return fc.constant(undefined)
      case 'json':
        return fc.jsonValue({ maxDepth: 2 }).map(withoutMinusZero)
      case 'literal':
        return fc.constant(shape.value)
      case 'array': {
        if (isDeepEnough) return fc.constant([])
        const unique = shape.constraints.some((each) => each.kind === 'uniqueItems')
        return unique
          ? fc.uniqueArray(inner(shape.element), { minLength: 1, maxLength: 5 })
          : fc.array(inner(shape.element), length)
      }
      case 'tuple':
        return fc.tuple(...shape.elements.map(inner))
      case 'record':
        if (isDeepEnough) return fc.constant({})
        return fc.dictionary(this.#key(shape.key), inner(shape.value), {
          maxKeys: 3,
          noNullPrototype: true,
        })
      case 'map':
        if (isDeepEnough) return fc.constant(new Map())
        return fc
          .array(fc.tuple(inner(shape.key), inner(shape.value)), length)
          .map((each) => new Map(each))
      case 'set':
        if (isDeepEnough) return fc.constant(new Set())
        return fc.array(inner(shape.element), length).map((each) => new Set(each))
      case 'union': {
        // Where it gets deep, what ends it.
        const ends = shape.members.filter(
          (each) => each.kind === 'null' || each.kind === 'undefined',
        )
        return fc.oneof(...(depth <= 0 && ends.length > 0 ? ends : shape.members).map(inner))
      }
      case 'object':
        return this.#object(shape, depth)
      case 'file':
        throw new Error('no JSON holds a file')
      case 'impossible':
        throw new Error(shape.message)
    }
  }

  #key(shape: Shape): fc.Arbitrary<string> {
    const names = this.of(shape, 1) as fc.Arbitrary<string>
    return names.filter((each) => each !== '__proto__')
  }

  #object(shape: Extract<Shape, { kind: 'object' }>, depth: number): fc.Arbitrary<unknown> {
    const { instance } = shape
    const type = instance && this.#types.module[instance.class.name]
    if (instance?.json !== undefined) {
      return this.of(instance.json, depth).map((data) =>
        (type as { fromJSON(data: unknown): unknown }).fromJSON(data),
      )
    }
    const members = shape.members.filter(
      (each) => this.#members === 'all' || each.visibility === 'public',
    )
    const needed = depth <= 0 ? members.filter((each) => !each.optional) : members
    const entries = needed.map(({ name, shape: inner, optional }) => {
      const value = this.of(inner, depth - 1)
      const always = value.map((each) => [name, each] as const)
      if (!optional) return always
      return fc.option(always, { nil: undefined })
    })
    return fc.tuple(...entries).map((each) => {
      const value: Record<string, unknown> = {}
      for (const entry of each) if (entry !== undefined) value[entry[0]] = entry[1]
      return type === undefined
        ? value
        : Object.assign(Object.create((type as { prototype: object }).prototype) as object, value)
    })
  }
}

type Constraints = Extract<Shape, { kind: 'string' }>['constraints']

function textOf(constraints: Constraints): fc.Arbitrary<string> {
  const format = constraints.find((each) => each.kind === 'format')
  if (format !== undefined) return formats[format.value]!
  const patterns = constraints.filter((each) => each.kind === 'pattern').map((each) => each.value)
  if (patterns.some((each) => each.startsWith('^sku'))) return fc.nat().map((each) => `sku-${each}`)
  if (patterns.some((each) => each.startsWith('^-?'))) return fc.integer().map(String)
  if (patterns.length > 0) {
    return fc.string({ minLength: 1, maxLength: 20 }).map((each) => `A${sound(each)}`)
  }
  return fc.string({ unit: 'binary', maxLength: 60 }).map(sound)
}

const sound = (text: string) => text.replaceAll('\u0000', '')

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  email: fc.constantFrom('ann@example.org', 'b.c+d@mail.example'),
  uri: fc.webUrl({ validSchemes: ['https'] }),
  date: fc
    .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
    .map((each) => each.toISOString().slice(0, 10)),
  'date-time': fc
    .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
    .map((each) => each.toISOString()),
}

function numberOf(constraints: Constraints): fc.Arbitrary<number> {
  const limits: Record<string, number> = {}
  for (const each of constraints) if ('value' in each) limits[each.kind] = Number(each.value)
  const { minimum: min = -1e9, maximum: max = 1e9 } = limits
  const isWhole = constraints.some((each) => each.kind === 'integer')
  const number = isWhole
    ? fc.integer({ min, max })
    : fc.double({ noNaN: true, noDefaultInfinity: true, min, max })
  // JSON writes -0 as 0.
  return number.map((each) => each + 0)
}

function withoutMinusZero(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, each: unknown) =>
      name === '__proto__' ? undefined : each,
    ).replaceAll('\\u0000', ''),
  )
}

// ─── places in JSON

function pointersOf(value: unknown, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  return [
    pointer,
    ...Object.entries(value).flatMap(([name, each]) =>
      pointersOf(each, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ]
}

function replaced(value: unknown, pointer: string, by: unknown): unknown {
  if (pointer === '') return by
  const [, name = '', ...rest] = pointer.split('/')
  const key = name.replaceAll('~1', '/').replaceAll('~0', '~')
  const copy = (
    Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  ) as Record<string, unknown>
  copy[key] = replaced(copy[key], rest.length === 0 ? '' : `/${rest.join('/')}`, by)
  return copy
}
