import { discriminateUnion, flatten, type ObjectChoice } from '../codecs/discriminate-union.js'
import type { Shape, UnionShape } from '../model/shape.js'
import type { Json, Schema } from './openapi-document.js'
import type { Schemas } from './schemas.js'

/** What a value may be, the shortest way to say it: a list of types, an enumeration, alternatives. */
export function unionSchema(union: UnionShape, schemas: Schemas): Schema {
  const { table } = schemas
  const members = union.members.filter((each) => table.resolve(each).kind !== 'undefined')
  const isNull = (each: Shape) => table.resolve(each).kind === 'null'
  const others = members.filter((each) => !isNull(each))
  const alternatives = tagged(union, others, schemas) ?? plain(others, schemas)
  return members.some(isNull) ? nullable(alternatives) : oneOrAny(alternatives)
}

/** Objects that a literal member tells apart, each a component: client generators make a union of classes of them. */
function tagged(
  union: UnionShape,
  others: readonly Shape[],
  schemas: Schemas,
): readonly Schema[] | undefined {
  const objects = discriminateUnion(union, schemas.table)?.objects
  if (objects?.by !== 'literal') return undefined
  const mapping = mappingOf(objects, schemas)
  const isAll =
    others.flatMap((each) => flatten(each, schemas.table)).length === objects.cases.length
  if (mapping === undefined || !isAll) return undefined
  return [
    {
      oneOf: objects.cases.map((each) => schemas.of(each.shape)),
      discriminator: { propertyName: objects.member, mapping },
    },
  ]
}

/** `undefined` where OpenAPI cannot say it: for tags that are no text, and for objects without a name. */
function mappingOf(
  { cases }: Extract<ObjectChoice, { readonly by: 'literal' }>,
  schemas: Schemas,
): Record<string, string> | undefined {
  const mapping: Record<string, string> = {}
  for (const { shape, values } of cases) {
    const reference = schemas.of(shape)['$ref']
    if (typeof reference !== 'string') return undefined
    for (const value of values) {
      if (value.kind === 'null' || typeof value.value !== 'string') return undefined
      mapping[value.value] = reference
    }
  }
  return mapping
}

function plain(members: readonly Shape[], schemas: Schemas): readonly Schema[] {
  const values = members.filter((each) => each.kind === 'literal').map((each) => each.value)
  const others = members.filter((each) => each.kind !== 'literal')
  const enumeration = values.length === 0 ? [] : [enumerate(values)]
  return [...others.map((each) => schemas.of(each)), ...enumeration]
}

function enumerate(values: readonly Json[]): Schema {
  const [value] = values
  const types = [...new Set(values.map(typeOf))]
  const type = types.length === 1 ? types[0]! : types
  return values.length === 1 ? { type, const: value! } : { type, enum: values }
}

function typeOf(value: Json): string {
  return value === null ? 'null' : typeof value
}

function oneOrAny(alternatives: readonly Schema[]): Schema {
  const [only, ...others] = alternatives
  if (only === undefined) return {}
  if (others.length === 0) return only
  const types = alternatives.map((each) =>
    Object.keys(each).length === 1 ? each['type'] : undefined,
  )
  if (types.every((each) => typeof each === 'string')) return { type: [...new Set(types)] }
  return { anyOf: alternatives }
}

function nullable(alternatives: readonly Schema[]): Schema {
  if (alternatives.length === 0) return { type: 'null' }
  const whole = oneOrAny(alternatives)
  const { type, const: value, enum: values, anyOf } = whole
  const types = typeof type === 'string' ? [type] : listOf(type)
  if (types !== undefined && value !== undefined) {
    const { const: _, ...rest } = whole
    return { ...rest, type: [...types, 'null'], enum: [value, null] }
  }
  if (types !== undefined && values !== undefined) {
    return { ...whole, type: [...types, 'null'], enum: [...(listOf(values) ?? []), null] }
  }
  if (types !== undefined) return { ...whole, type: [...types, 'null'] }
  return { anyOf: [...(listOf(anyOf) ?? [whole]), { type: 'null' }] }
}

function listOf(value: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(value) ? (value as readonly Json[]) : undefined
}
