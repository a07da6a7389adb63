import ts from '#typescript'
import type { Shape } from '../model/shape.js'
import { locate } from './locate.js'
import { listShape } from './read-shape-list.js'
import { objectShape } from './read-shape-object.js'
import { templatePattern, templateText } from './read-shape-pattern.js'
import { unionOf } from './read-shape-union.js'
import type { ShapeWalk, Site } from './read-shape.js'
import { unaliased } from './written-aliases.js'

/** What a type is made of, whatever it is called. */
export function structure(walk: ShapeWalk, site: Site): Shape {
  const { type } = site
  const { flags } = type
  if (type.isUnion()) return union(walk, site, type)
  if (flags & ts.TypeFlags.StringLiteral) return literal(type, (type as ts.StringLiteralType).value)
  if (flags & ts.TypeFlags.NumberLiteral) return literal(type, (type as ts.NumberLiteralType).value)
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return { kind: 'literal', value: walk.checker.typeToString(type) === 'true' }
  }
  if (flags & ts.TypeFlags.TemplateLiteral) {
    const template = templateText(type as ts.TemplateLiteralType, walk.checker)
    if (template === undefined) return walk.cannotCross(site)
    const value = templatePattern(type as ts.TemplateLiteralType)
    return { kind: 'string', constraints: [{ kind: 'pattern', value }], template }
  }
  if (flags & ts.TypeFlags.StringMapping) return walk.cannotCross(site)
  if (flags & ts.TypeFlags.StringLike) return { kind: 'string', constraints: [] }
  if (flags & ts.TypeFlags.NumberLike) return { kind: 'number', constraints: [] }
  if (flags & ts.TypeFlags.BigIntLiteral) {
    return walk.cannotCross(
      site,
      `is the bigint literal ${walk.checker.typeToString(type)}: JSON holds a bigint as text`,
    )
  }
  if (flags & ts.TypeFlags.BigIntLike) return { kind: 'bigint', constraints: [] }
  if (flags & ts.TypeFlags.BooleanLike) return { kind: 'boolean' }
  if (flags & ts.TypeFlags.Null) return { kind: 'null' }
  if (flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.Never)) return { kind: 'undefined' }
  if (type.isIntersection()) {
    const primitive = type.types.find((each) => each.flags & primitives)
    return primitive === undefined
      ? objectShape(walk, site)
      : structure(walk, { ...site, type: primitive, node: undefined })
  }
  if (!(flags & ts.TypeFlags.Object)) return walk.cannotCross(site)
  return listShape(walk, site) ?? objectShape(walk, site)
}

function literal(type: ts.Type, value: string | number): Shape {
  return type.flags & ts.TypeFlags.EnumLiteral
    ? { kind: 'literal', value, nominal: true }
    : { kind: 'literal', value }
}

function union(walk: ShapeWalk, site: Site, type: ts.UnionType): Shape {
  const node = site.node && unaliased(site.node, walk.checker)
  const location = locate(walk.view.root, site.place)
  // By what is written, each member keeps its name; TypeScript keeps neither aliases nor their order.
  if (node && ts.isUnionTypeNode(node)) {
    const members = node.types.map((each) =>
      walk.shapeAt({
        ...site,
        type: walk.checker.getTypeFromTypeNode(each),
        node: each,
        place: each,
        depth: site.depth + 1,
      }),
    )
    return unionOf(members, location)
  }
  const members = type.types.map((each) =>
    walk.shapeAt({ ...site, type: each, node: undefined, depth: site.depth + 1 }),
  )
  return unionOf(members, location)
}

export const primitives =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike
