import ts from '#typescript'
import type { Shape } from '../model/shape.js'
import type { ShapeWalk, Site } from './read-shape.js'
import { unaliased } from './written-aliases.js'

/** `undefined`: neither a list nor a tuple. */
export function listShape(walk: ShapeWalk, site: Site): Shape | undefined {
  const { type } = site
  const reference = type as ts.TypeReference
  const node = site.node && unaliased(site.node, walk.checker)
  if (walk.checker.isArrayType(type)) {
    const element = walk.checker.getTypeArguments(reference)[0]!
    const written = node && elementNode(node)
    return { kind: 'array', element: walk.part(site, element, written, ''), constraints: [] }
  }
  if (!walk.checker.isTupleType(type)) return undefined
  const target = reference.target as ts.TupleType
  if (target.elementFlags.some((each) => each !== ts.ElementFlags.Required)) {
    return walk.impossible(
      'type-cannot-cross-boundary',
      `${site.path || 'The tuple'} has optional or rest elements`,
      site.place,
    )
  }
  const nodes = node && tupleNodes(node)
  const elements = walk.checker
    .getTypeArguments(reference)
    .map((each, index) => walk.part(site, each, nodes?.[index], String(index)))
  return { kind: 'tuple', elements }
}

function elementNode(node: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isArrayTypeNode(node)) return node.elementType
  return ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined
}

function tupleNodes(node: ts.TypeNode): readonly ts.TypeNode[] | undefined {
  if (!ts.isTupleTypeNode(node)) return undefined
  return node.elements.map((each) => (ts.isNamedTupleMember(each) ? each.type : each))
}
