import ts from '#typescript'
import type { Shape } from '../model/shape.js'
import { locate } from './locate.js'
import { isHidden, readMember } from './read-shape-member.js'
import { numberNames } from './read-shape-pattern.js'
import { structure } from './read-shape-structure.js'
import { unionOf, withoutUndefined } from './read-shape-union.js'
import type { ShapeWalk, Site } from './read-shape.js'
import { whyNotRevived } from './why-not-revived.js'
import { unaliased } from './written-aliases.js'

/** An object, a record or an instance of a class. */
export function objectShape(walk: ShapeWalk, site: Site): Shape {
  const { type } = site
  if (type.flags & ts.TypeFlags.NonPrimitive) return walk.cannotCross(site)
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
    return walk.cannotCross(site, 'is a function')
  }
  const declaration = classOf(type)
  if (declaration !== undefined) return instance(walk, site, declaration)
  return namedInRecord(walk, site, plainObject(walk, site))
}

/** Of `Record<string, Email>` the checker keeps no node: its second argument is how every member is written. */
function namedInRecord(walk: ShapeWalk, site: Site, shape: Shape): Shape {
  const node = site.node && recordValue(site.node, walk)
  if (node === undefined || (shape.kind !== 'record' && shape.kind !== 'object')) return shape
  const part = walk.part(site, walk.checker.getTypeFromTypeNode(node), node, '[…]')
  if (shape.kind === 'object') {
    const members = shape.members.map((each) => ({
      ...each,
      shape: each.optional ? withoutUndefined(part) : part,
    }))
    return { ...shape, members }
  }
  // `Partial` lets every member be `undefined`.
  const undefinedMembers = membersOf(shape.value).filter(({ kind }) => kind === 'undefined')
  const location = locate(walk.view.root, site.place)
  return { ...shape, value: unionOf([part, ...undefinedMembers], location) }
}

/** `Email` of `Record<'home' | 'work', Email>`, also where `Partial` or `Readonly` is written around it. */
function recordValue(node: ts.TypeNode, walk: ShapeWalk): ts.TypeNode | undefined {
  const reference = unaliased(node, walk.checker)
  if (!ts.isTypeReferenceNode(reference)) return undefined
  const { typeName, typeArguments = [] } = reference
  const found = walk.checker.getSymbolAtLocation(typeName)
  if (found === undefined || !walk.view.ids.isGlobal(found)) return undefined
  const [first, second] = typeArguments
  if (found.name === 'Record') return second
  return first !== undefined && wrappers.has(found.name) ? recordValue(first, walk) : undefined
}

/** They keep the types of members. */
const wrappers: ReadonlySet<string> = new Set(['Partial', 'Readonly'])

function membersOf(shape: Shape): readonly Shape[] {
  return shape.kind === 'union' ? shape.members : [shape]
}

function plainObject(walk: ShapeWalk, site: Site): Shape {
  const { type } = site
  const infos = walk.checker.getIndexInfosOfType(type)
  if (infos.some(({ keyType }) => keyType.flags & ts.TypeFlags.ESSymbolLike)) {
    return walk.cannotCross(site, 'has members that symbols name')
  }
  if (infos.some((each) => each.type.flags & ts.TypeFlags.Never)) {
    const way = 'an empty object is an interface without members'
    return walk.cannotCross(site, `is a record of never, in which nothing can stand: ${way}`)
  }
  const members = walk.checker
    .getPropertiesOfType(type)
    .flatMap((each) => readMember(walk, each, site, false))
  const [rest] = indexSignatures(walk, site)
  const plain = { kind: 'object', members, instance: undefined, ...hidden(walk, type) } as const
  if (rest === undefined) return plain
  if (members.length === 0) return { kind: 'record', ...rest }
  return { ...plain, rest }
}

function indexSignatures(
  walk: ShapeWalk,
  site: Site,
): readonly { readonly key: Shape; readonly value: Shape }[] {
  return walk.checker.getIndexInfosOfType(site.type).map(({ keyType, type, declaration }) => ({
    key:
      keyType.flags & ts.TypeFlags.Number
        ? ({ kind: 'string', constraints: [{ kind: 'pattern', value: numberNames }] } as const)
        : structure(walk, { ...site, type: keyType, node: undefined }),
    value: walk.part(site, type, declaration?.type, '[…]'),
  }))
}

function instance(walk: ShapeWalk, site: Site, declaration: ts.ClassLikeDeclaration): Shape {
  const { type } = site
  const symbol = type.getSymbol()!
  const name = walk.view.ids.nameOf(symbol)
  const imported = walk.view.ids.importOf(symbol)
  const json = jsonOf(walk, type, symbol, site)
  const fault =
    imported === undefined
      ? `${name} is not exported, so nothing can make an instance of it`
      : json === undefined
        ? whyNotRevived(name, type, walk.checker)
        : undefined
  if (fault !== undefined) {
    return walk.impossible('class-cannot-be-revived', fault, declaration.name ?? declaration)
  }
  const members =
    json === undefined
      ? walk.checker.getPropertiesOfType(type).flatMap((each) => readMember(walk, each, site, true))
      : []
  return { kind: 'object', members, instance: { class: imported!, json }, ...hidden(walk, type) }
}

function hidden(walk: ShapeWalk, type: ts.Type): { readonly hasHidden?: true } {
  const hasHidden = walk.checker
    .getPropertiesOfType(type)
    .some(({ declarations = [] }) => declarations.some(isHidden))
  return hasHidden ? { hasHidden } : {}
}

/** `static fromJSON(data: X): T` with `toJSON(): X`. */
function jsonOf(walk: ShapeWalk, type: ts.Type, symbol: ts.Symbol, site: Site): Shape | undefined {
  const toJson = walk.checker.getPropertyOfType(type, 'toJSON')
  const constructor = symbol.valueDeclaration
  const fromJson =
    constructor &&
    walk.checker.getPropertyOfType(
      walk.checker.getTypeOfSymbolAtLocation(symbol, constructor),
      'fromJSON',
    )
  const declaration = fromJson?.valueDeclaration
  if (toJson === undefined || declaration === undefined) return undefined
  if (!ts.isMethodDeclaration(declaration)) return undefined
  const [parameter] = declaration.parameters
  if (parameter === undefined) return undefined
  return walk.shapeAt({
    type: walk.checker.getTypeAtLocation(parameter),
    node: parameter.type,
    place: parameter,
    path: `${site.path}.toJSON()`,
    depth: site.depth + 1,
  })
}

function classOf(type: ts.Type): ts.ClassLikeDeclaration | undefined {
  const symbol = type.getSymbol()
  if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Class)) return undefined
  return symbol.declarations?.find(ts.isClassLike)
}
