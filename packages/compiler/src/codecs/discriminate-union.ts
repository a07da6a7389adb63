import type { ObjectShape, Shape } from '../model/shape.js'
import type { ResolvedShape, ShapeTable } from './shape-table.js'

/** How the members of a union are told apart, in JSON and in memory. */
export interface Discrimination {
  /** `null` is a member. */
  readonly null: boolean
  /** `undefined` is a member: the value may be absent. */
  readonly undefined: boolean
  /** Compared first. */
  readonly literals: readonly LiteralShape[]
  /** At most one of each JSON kind but `object`. */
  readonly scalars: readonly Shape[]
  /** The list-like member: an array, a tuple, a `Set`, a `Map`. */
  readonly list: Shape | undefined
  readonly objects: ObjectChoice | undefined
}

type LiteralShape = Extract<Shape, { readonly kind: 'literal' }>

/** What a member can be that says which object it is in. */
export type TagShape = LiteralShape | { readonly kind: 'null' }

export function tagValue(tag: TagShape): string | number | boolean | null {
  return tag.kind === 'null' ? null : tag.value
}

export type ObjectChoice =
  | { readonly by: 'kind'; readonly only: Shape }
  /** A member whose literal says which one it is. */
  | { readonly by: 'literal'; readonly member: string; readonly cases: readonly LiteralCase[] }
  /** A required member that no other has. */
  | { readonly by: 'member'; readonly cases: readonly MemberCase[] }

export interface LiteralCase {
  /** What its functions are called after: `card`. */
  readonly part: string
  readonly values: readonly TagShape[]
  readonly shape: Shape
}
export interface MemberCase {
  /** `with email` */
  readonly part: string
  readonly member: string
  readonly shape: Shape
}

/** `undefined` when two members look alike in JSON. */
export function discriminateUnion(shape: Shape, table: ShapeTable): Discrimination | undefined {
  const members = flatten(shape, table)
  const literals: LiteralShape[] = []
  const byKind = new Map<JsonKind, Shape[]>()
  let hasNull = false
  let hasUndefined = false
  for (const member of members) {
    const resolved = table.resolve(member)
    if (resolved.kind === 'null') hasNull = true
    else if (resolved.kind === 'undefined') hasUndefined = true
    else if (resolved.kind === 'literal') literals.push(resolved)
    else {
      const kind = jsonKind(resolved)
      if (kind === undefined) return undefined
      byKind.set(kind, [...(byKind.get(kind) ?? []), member])
    }
  }
  const { object = [], list = [], ...scalars } = Object.fromEntries(byKind)
  if (list.length > 1) return undefined
  if (Object.values(scalars).some((each) => each.length > 1)) return undefined
  const objects = object.length === 0 ? undefined : chooseObject(object, table)
  if (object.length > 0 && objects === undefined) return undefined
  return {
    null: hasNull,
    undefined: hasUndefined,
    literals,
    scalars: Object.values(scalars).flat(),
    list: list[0],
    objects,
  }
}

/** The members, with those of unions among them. */
export function flatten(shape: Shape, table: ShapeTable): readonly Shape[] {
  const resolved = table.resolve(shape)
  return resolved.kind === 'union'
    ? resolved.members.flatMap((each) => flatten(each, table))
    : [shape]
}

type JsonKind = 'string' | 'number' | 'boolean' | 'list' | 'object'

/** `undefined`: it can look like anything. */
function jsonKind(shape: ResolvedShape): JsonKind | undefined {
  switch (shape.kind) {
    case 'string':
    case 'date':
    case 'bytes':
    case 'bigint':
      return 'string'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'array':
    case 'tuple':
    case 'set':
    case 'map':
      return 'list'
    case 'record':
    case 'object':
      return 'object'
    default:
      return undefined
  }
}

function chooseObject(shapes: readonly Shape[], table: ShapeTable): ObjectChoice | undefined {
  const [first, ...others] = shapes
  if (first !== undefined && others.length === 0) return { by: 'kind', only: first }
  const objects = shapes.map((each) => asObject(each, table))
  if (!objects.every((each) => each !== undefined)) return undefined
  return (
    byLiteral(shapes, objects, table) ?? byMember(shapes, objects) ?? byPresence(shapes, objects)
  )
}

/** All have the same members, and each asks for another one of them: `Duration`. A value that has several is any of them. */
function byPresence(
  shapes: readonly Shape[],
  objects: readonly ObjectShape[],
): ObjectChoice | undefined {
  const inside = ({ members, rest, instance }: ObjectShape) =>
    JSON.stringify([
      members.map(({ name, shape }) => [name, shape]).sort(),
      rest === undefined,
      instance === undefined,
    ])
  const [first] = objects
  if (first === undefined || first.rest !== undefined || first.instance !== undefined)
    return undefined
  if (objects.some((each) => inside(each) !== inside(first))) return undefined
  const required = objects.map(({ members }) => members.filter((each) => !each.optional))
  const names = required.map(([only, ...more]) => (more.length === 0 ? only?.name : undefined))
  if (names.includes(undefined) || new Set(names).size < names.length) return undefined
  const cases = names.flatMap((name, index): readonly MemberCase[] =>
    name === undefined ? [] : [{ part: `with ${name}`, member: name, shape: shapes[index]! }],
  )
  return { by: 'member', cases }
}

/** What stands in JSON for it, when its members can be relied on. */
function asObject(shape: Shape, table: ShapeTable): ObjectShape | undefined {
  const resolved = table.resolve(shape)
  if (resolved.kind !== 'object') return undefined
  const json = resolved.instance?.json
  return json === undefined ? resolved : asObject(json, table)
}

function byLiteral(
  shapes: readonly Shape[],
  objects: readonly ObjectShape[],
  table: ShapeTable,
): ObjectChoice | undefined {
  for (const { name } of objects[0]!.members) {
    const values = objects.map((each) => literalsOf(each, name, table))
    if (!values.every((each) => each !== undefined)) continue
    const all = values.flat().map(tagValue)
    if (new Set(all).size < all.length) continue
    const cases = shapes.map((shape, index) => ({
      part: values[index]!.map((each) => String(tagValue(each))).join(' or '),
      shape,
      values: values[index]!,
    }))
    return { by: 'literal', member: name, cases }
  }
  return undefined
}

/** The literals, `null` among them, that a required member can be; `undefined` when it can be anything else. */
function literalsOf(
  object: ObjectShape,
  name: string,
  table: ShapeTable,
): readonly TagShape[] | undefined {
  const member = object.members.find((each) => each.name === name)
  if (member === undefined || member.optional || member.visibility === 'hidden') return undefined
  const values = flatten(member.shape, table).map((each) => table.resolve(each))
  return values.every((each) => each.kind === 'literal' || each.kind === 'null')
    ? values
    : undefined
}

function byMember(
  shapes: readonly Shape[],
  objects: readonly ObjectShape[],
): ObjectChoice | undefined {
  const cases: MemberCase[] = []
  for (const [index, object] of objects.entries()) {
    const others = objects.filter((each) => each !== object)
    const member = object.members.find(
      ({ name, optional, visibility }) =>
        !optional &&
        visibility === 'public' &&
        others.every((other) => other.rest === undefined && !hasMember(other, name)),
    )
    if (member === undefined) return undefined
    cases.push({ part: `with ${member.name}`, member: member.name, shape: shapes[index]! })
  }
  return { by: 'member', cases }
}

/** What functions and types for one of the objects are called after. */
export function partName(object: Shape, objects: ObjectChoice | undefined): string {
  if (objects === undefined || objects.by === 'kind') return 'Object'
  const key = JSON.stringify(object)
  return objects.cases.find((each) => JSON.stringify(each.shape) === key)?.part ?? 'Object'
}

function hasMember(object: ObjectShape, name: string): boolean {
  return object.members.some((each) => each.name === name)
}
