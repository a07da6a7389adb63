import fc from 'fast-check'
import type { Shape } from '../../../packages/compiler/src/model/shape.js'
import type { CompiledTypes } from './codecs.js'

/** Values of a type, made from its shape: with or without the members that are stored only. */
export function valueOf(
  types: CompiledTypes,
  name: string,
  members: 'public' | 'all',
  dates: fc.Arbitrary<Date> = fc.date({ noInvalidDate: true }),
): fc.Arbitrary<unknown> {
  return new Values(types, members, dates).of(types.shapeOf(name), 4)
}

class Values {
  readonly #types: CompiledTypes
  readonly #members: 'public' | 'all'
  readonly #dates: fc.Arbitrary<Date>

  constructor(compiled: CompiledTypes, members: 'public' | 'all', dates: fc.Arbitrary<Date>) {
    this.#types = compiled
    this.#members = members
    this.#dates = dates
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
        return this.#dates
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
