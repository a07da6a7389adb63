import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ShapeTable } from '../../packages/compiler/src/codecs/shape-table.js'
import type { NamedShape, Shape } from '../../packages/compiler/src/model/shape.js'
import { Schemas } from '../../packages/compiler/src/openapi/schemas.js'
import { compileTypes, type CompiledTypes } from './support/codecs.js'
import { everyKindOfType } from './support/every-kind-of-type.js'
import { pointersOf, replaced } from './support/json-places.js'
import { valueOf } from './support/values.js'

// ─── hand-made shapes

const text: Shape = { kind: 'string', constraints: [] }
const number: Shape = { kind: 'number', constraints: [] }
const nothing: Shape = { kind: 'null' }
const ref = (key: string): Shape => ({ kind: 'ref', key })
const union = (...members: readonly Shape[]): Shape => ({ kind: 'union', members })
const literal = (value: string | number | boolean): Shape => ({ kind: 'literal', value })

function object(members: Readonly<Record<string, Shape>>, optional: readonly string[] = []): Shape {
  return {
    kind: 'object',
    instance: undefined,
    members: Object.entries(members).map(([name, shape]) => ({
      name,
      shape,
      optional: optional.includes(name),
      visibility: 'public' as const,
    })),
  }
}

function named(name: string, shape: Shape, more: Partial<NamedShape> = {}): NamedShape {
  const location = { file: 'src/app.ts', line: 1, column: 1, length: 1 }
  const key = `src/app.ts#${name}`
  return {
    key,
    name,
    import: undefined,
    typeArguments: [],
    shape,
    nominal: false,
    location,
    ...more,
  }
}

function schemaOf(shape: Shape, ...types: readonly NamedShape[]) {
  const schemas = new Schemas(
    new ShapeTable(Object.fromEntries(types.map((each) => [each.key, each]))),
  )
  const schema = schemas.of(shape)
  return { schema, components: schemas.components }
}

test.each<readonly [string, Shape, object]>([
  ['text', text, { type: 'string' }],
  ['a date', { kind: 'date' }, { type: 'string', format: 'date-time' }],
  ['bytes', { kind: 'bytes' }, { type: 'string', contentEncoding: 'base64' }],
  ['a bigint', { kind: 'bigint', constraints: [] }, { type: 'string', pattern: '^-?\\d+$' }],
  ['any JSON', { kind: 'json' }, {}],
  ['a literal', literal('a'), { type: 'string', const: 'a' }],
  ['literals', union(literal('a'), literal('b')), { type: 'string', enum: ['a', 'b'] }],
  [
    'literals of several types, or nothing',
    union(literal('a'), literal(1), nothing),
    { type: ['string', 'number', 'null'], enum: ['a', 1, null] },
  ],
  [
    'one literal, or nothing',
    union(literal('a'), nothing),
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  ['text or nothing', union(text, nothing), { type: ['string', 'null'] }],
  ['text or number', union(text, number), { type: ['string', 'number'] }],
  [
    'a number with limits',
    { kind: 'number', constraints: [{ kind: 'integer' }, { kind: 'maximum', value: 5 }] },
    { type: 'integer', maximum: 5 },
  ],
  [
    'text of two patterns',
    {
      kind: 'string',
      constraints: [
        { kind: 'pattern', value: '^a' },
        { kind: 'pattern', value: 'z$' },
        { kind: 'minLength', value: 2 },
      ],
    },
    { type: 'string', pattern: '^a', minLength: 2, allOf: [{ pattern: 'z$' }] },
  ],
  [
    'a tuple',
    { kind: 'tuple', elements: [text, number] },
    {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }],
      items: false,
      minItems: 2,
      maxItems: 2,
    },
  ],
  ['a set', { kind: 'set', element: text }, { type: 'array', items: { type: 'string' } }],
  [
    'a record with keys of a pattern',
    {
      kind: 'record',
      key: { kind: 'string', constraints: [{ kind: 'pattern', value: '^k' }] },
      value: number,
    },
    {
      type: 'object',
      propertyNames: { type: 'string', pattern: '^k' },
      additionalProperties: { type: 'number' },
    },
  ],
  [
    'an object with a member that may be left out',
    object({ a: text, b: number }, ['b']),
    {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'number' } },
      required: ['a'],
    },
  ],
  [
    'an object with a member that may be undefined',
    object({ a: union(text, { kind: 'undefined' }) }),
    { type: 'object', properties: { a: { type: 'string' } } },
  ],
])('%s', (_what, shape, expected) => {
  expect(schemaOf(shape).schema).toEqual(expected)
})

test('a private field is in no schema', () => {
  const shape: Shape = {
    kind: 'object',
    instance: undefined,
    members: [
      { name: 'seen', shape: text, optional: false, visibility: 'public' },
      { name: 'kept', shape: text, optional: false, visibility: 'hidden' },
    ],
  }

  expect(schemaOf(shape).schema).toEqual({
    type: 'object',
    properties: { seen: { type: 'string' } },
    required: ['seen'],
  })
})

test('a recursive type is a component that refers to itself', () => {
  const node = named('Node', object({ next: union(ref('src/app.ts#Node'), nothing) }))

  const { schema, components } = schemaOf(ref(node.key), node)

  expect(schema).toEqual({ $ref: '#/components/schemas/Node' })
  expect(components['Node']).toMatchObject({
    properties: { next: { anyOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] } },
  })
})

test('an instance of a generic type is named after its arguments', () => {
  const todo = named('Todo', object({ id: number }))
  const page = named(
    'Page',
    object({ items: { kind: 'array', element: ref(todo.key), constraints: [] } }),
    {
      key: 'src/app.ts#Page<src/app.ts#Todo>',
      typeArguments: [ref(todo.key)],
    },
  )

  const { schema, components } = schemaOf(ref(page.key), todo, page)

  expect(schema).toEqual({ $ref: '#/components/schemas/PageOfTodo' })
  expect(Object.keys(components)).toEqual(['PageOfTodo', 'Todo'])
})

test('objects that a literal tells apart have a discriminator', () => {
  const card = named('Card', object({ type: literal('card') }))
  const bank = named('Bank', object({ type: union(literal('iban'), literal('bic')) }))

  const { schema } = schemaOf(union(ref(card.key), ref(bank.key), nothing), card, bank)

  const [cards, banks] = ['#/components/schemas/Card', '#/components/schemas/Bank']
  expect(schema).toEqual({
    anyOf: [
      {
        oneOf: [{ $ref: cards }, { $ref: banks }],
        discriminator: {
          propertyName: 'type',
          mapping: { card: cards, iban: banks, bic: banks },
        },
      },
      { type: 'null' },
    ],
  })
})

test('a type of the user keeps a name that a problem would have, and names OpenAPI does not take are spelled otherwise', () => {
  const own = named('Problem', text)
  const odd = named('Größe', text)
  const schemas = new Schemas(new ShapeTable({ [own.key]: own, [odd.key]: odd }))

  const references = [
    schemas.of(ref(own.key)),
    schemas.of(ref(odd.key)),
    schemas.problem('InvalidRequest'),
  ]

  expect(references.map((each) => each['$ref'])).toEqual([
    '#/components/schemas/Problem',
    '#/components/schemas/Gr_f6__df_e',
    '#/components/schemas/InvalidRequest',
  ])
  expect(schemas.components['InvalidRequest']).toMatchObject({
    allOf: [{ $ref: '#/components/schemas/ProblemDetails' }],
  })
})

test('what a comment says stands beside a reference', () => {
  const todo = named('Todo', text)
  const shape: Shape = {
    kind: 'object',
    instance: undefined,
    members: [
      {
        name: 'todo',
        shape: ref(todo.key),
        optional: false,
        visibility: 'public',
        documentation: {
          text: 'What to do.',
          tags: [
            { name: 'example', text: '"tea"' },
            { name: 'default', text: '`null`' },
            { name: 'deprecated', text: 'Do nothing.' },
          ],
        },
      },
    ],
  }

  expect(schemaOf(shape, todo).schema['properties']).toEqual({
    todo: {
      $ref: '#/components/schemas/Todo',
      description: 'What to do.\n\nDeprecated: Do nothing.',
      deprecated: true,
      default: null,
      examples: ['tea'],
    },
  })
})

// ─── schemas and codecs of every kind of type

describe.each([
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
])('%s', (name) => {
  let types: CompiledTypes
  let validate: ValidateFunction

  beforeAll(async () => {
    types = await compileTypes(everyKindOfType)
    const schemas = new Schemas(new ShapeTable(types.shapes))
    const schema = schemas.of(types.shapeOf(name))
    const ajv = new Ajv2020({ strict: false, ownProperties: true })
    addFormats.default(ajv)
    // To JSON Schema it is an annotation; here it is held to what it says.
    ajv.removeKeyword('contentEncoding')
    ajv.addKeyword({ keyword: 'contentEncoding', type: 'string', validate: isBase64 })
    validate = ajv.compile({ ...schema, components: { schemas: schemas.components } })
  })

  test('what is written conforms to the schema', () => {
    const { encode } = types.codecs(name)

    fc.assert(
      fc.property(valueOf(types, name, 'public', dates), (value) => {
        const json = encode(value)
        validate(JSON.parse(json))
        expect(validate.errors, json).toBeNull()
      }),
      { numRuns: 150 },
    )
  })

  test('a change somewhere is refused by the schema where the decoder refuses it, and nowhere else', () => {
    const { decode, encode } = types.codecs(name)
    const other = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.constant([]),
      fc.constant({}),
    )

    fc.assert(
      fc.property(valueOf(types, name, 'public', dates), fc.nat(), other, (value, choice, by) => {
        const json = encode(value)
        const places = pointersOf(JSON.parse(json))
        const changed = replaced(JSON.parse(json), places[choice % places.length]!, by)
        const { violations } = decode(changed)
        expect({ changed, isValid: validate(changed) }).toEqual({
          changed,
          isValid: violations.length === 0,
        })
      }),
      { numRuns: 300 },
    )
  })
})

// Of years before 0 and after 9999 RFC 3339 knows nothing.
const dates = fc.date({
  noInvalidDate: true,
  min: new Date('0000-01-01'),
  max: new Date('9999-12-31'),
})

function isBase64(_encoding: string, value: string): boolean {
  return Buffer.from(value, 'base64').toString('base64') === value
}
