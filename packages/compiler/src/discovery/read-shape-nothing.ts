import ts from '#typescript'
import type { Shape } from '../model/shape.js'
import { locate } from './locate.js'
import { unionOf } from './read-shape-union.js'
import type { ShapeWalk, Site } from './read-shape.js'
import { aliasesOf, unaliased } from './written-aliases.js'

/** `null`, and what stands for no value at all. */
export function nothingIn(type: ts.Type): readonly Shape[] {
  const members = type.isUnion() ? type.types : [type]
  const found: Shape[] = []
  if (members.some(({ flags }) => flags & ts.TypeFlags.Null)) found.push({ kind: 'null' })
  if (members.some(({ flags }) => flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.Never))) {
    found.push({ kind: 'undefined' })
  }
  return found
}

/** A type with those, read without them. */
export function withNothing(walk: ShapeWalk, site: Site, nothing: readonly Shape[]): Shape {
  const { type, node } = site
  const rest = type.isUnion() ? walk.checker.getNonNullableType(type) : undefined
  if (rest === undefined || rest.flags & ts.TypeFlags.Never) {
    return nothing.length === 1 ? nothing[0]! : { kind: 'union', members: nothing }
  }
  const restNode = node && withoutNothing(walk, node, rest)
  // Where the node says the rest alone, its aliases are asked for with it.
  const aliases = restNode === node ? [] : aliasesOf(node, undefined, walk.checker)
  const shape =
    writtenRest(walk, site, rest, restNode) ??
    walk.shapeAt({ ...site, type: rest, node: restNode, depth: site.depth + 1 })
  const members = shape.kind === 'union' ? shape.members : [shape]
  const more = nothing.filter(({ kind }) => !members.some((each) => each.kind === kind))
  const whole: Shape = { kind: 'union', members: [...members, ...more] }
  return walk.constrained(whole, aliases)
}

/** `Email | number | null`: several members are left, each by the name it is written with. */
function writtenRest(
  walk: ShapeWalk,
  site: Site,
  rest: ts.Type,
  restNode: ts.TypeNode | undefined,
): Shape | undefined {
  const body = site.node && unaliased(site.node, walk.checker)
  if (!rest.isUnion() || restNode !== undefined || !body || !ts.isUnionTypeNode(body)) {
    return undefined
  }
  const members = body.types
    .map((each) => ({ node: each, type: walk.checker.getTypeFromTypeNode(each) }))
    .filter(({ type }) => !(type.flags & (ts.TypeFlags.Null | ts.TypeFlags.VoidLike)))
    .map(({ node, type }) =>
      walk.shapeAt({ ...site, type, node, place: node, depth: site.depth + 1 }),
    )
  return unionOf(members, locate(walk.view.root, site.place))
}

/** The one member of `T | null` that is left; all of it where only `?` says that it may be absent. */
function withoutNothing(
  walk: ShapeWalk,
  node: ts.TypeNode,
  rest: ts.Type,
): ts.TypeNode | undefined {
  if (walk.isType(node, rest)) return node
  const body = unaliased(node, walk.checker)
  if (!ts.isUnionTypeNode(body)) return undefined
  return body.types.find((each) => walk.isType(each, rest))
}
