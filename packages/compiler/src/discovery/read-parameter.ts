import ts from '#typescript'
import type { Marker, ParameterModel } from '../model/method-model.js'
import type { TypeUse } from '../model/type-ref.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Recipe } from './reading.js'
import type { ReadUse, TypeReader } from './read-type.js'
import { written, type FollowedMarker, type WrittenType } from './written-type.js'

export function readParameter(
  declaration: ts.ParameterDeclaration,
  /** Its type where type parameters of the class around it are known. */
  type: ts.Type,
  recipe: Recipe,
  reader: TypeReader,
  view: ProgramView,
): ParameterModel {
  const { name, initializer, questionToken } = declaration
  const optional = initializer !== undefined || questionToken !== undefined
  const read = readType(declaration, type, recipe, reader)
  const marker = read?.markers[0]
  return {
    name: ts.isIdentifier(name) ? name.text : undefined,
    use: read && (optional ? withoutUndefined(read.use, declaration) : read.use),
    marker: marker && readMarker(marker, view),
    optional,
    ...standardOf(initializer),
    ...(declaration.dotDotDotToken === undefined ? {} : { isRest: true as const }),
    location: locate(view.root, name),
  }
}

/** `page = 1`, for whoever reads about the endpoint; any other expression is nobody's business. */
function standardOf(initializer: ts.Expression | undefined): Pick<ParameterModel, 'standard'> {
  if (initializer === undefined) return {}
  if (ts.isStringLiteralLike(initializer)) return { standard: initializer.text }
  if (ts.isNumericLiteral(initializer)) return { standard: Number(initializer.text) }
  if (initializer.kind === ts.SyntaxKind.TrueKeyword) return { standard: true }
  return initializer.kind === ts.SyntaxKind.FalseKeyword ? { standard: false } : {}
}

function readType(
  declaration: ts.ParameterDeclaration,
  type: ts.Type,
  recipe: Recipe,
  reader: TypeReader,
): ReadUse | undefined {
  const { type: node, initializer } = declaration
  if (node === undefined && initializer === undefined) return undefined
  return reader.readMarked({
    type,
    written: node && written(node),
    node: node ?? declaration,
    recipe,
  })
}

/** `x?: T` is `T | undefined` to the checker; that it may be left out is said by `optional`. */
function withoutUndefined(use: TypeUse, declaration: ts.ParameterDeclaration): TypeUse {
  const { type } = declaration
  const saysUndefined = type !== undefined && /\bundefined\b/.test(type.getText())
  return saysUndefined
    ? use
    : { ...use, undefined: false, text: () => use.text().replace(/ \| undefined$/, '') }
}

function readMarker(marker: FollowedMarker, view: ProgramView): Marker {
  const [first, second] = marker.args.map((each) => textOf(each, view))
  switch (marker.name) {
    case 'FromRoute':
      return { kind: 'route', name: second }
    case 'FromQuery':
      return { kind: 'query', name: second }
    case 'FromHeader':
      return { kind: 'header', name: first ?? '' }
    case 'FromCookie':
      return { kind: 'cookie', name: first ?? '' }
    case 'FromForm':
      return { kind: 'form' }
    case 'FromBody':
      return { kind: 'body' }
    case 'FromServices':
      return { kind: 'services', name: second }
    case 'Entity':
      return { kind: 'entity', id: second }
    case 'WriteAggregate':
      return { kind: 'write-aggregate', id: second }
    case 'ReadAggregate':
      return { kind: 'read-aggregate', id: second }
    case 'Now':
      return { kind: 'now' }
    case 'NewId':
      return { kind: 'new-id' }
    case 'TenantId':
      return { kind: 'tenant-id' }
  }
}

/** `'x-user'` of `FromHeader<'x-user'>`, through the user's own aliases. */
function textOf({ node, bindings }: WrittenType, view: ProgramView): string | undefined {
  const symbol = ts.isTypeReferenceNode(node)
    ? view.checker.getSymbolAtLocation(node.typeName)
    : undefined
  const bound = symbol && bindings.get(symbol)
  if (bound !== undefined) return textOf(bound, view)
  const type = view.checker.getTypeFromTypeNode(node)
  return type.isStringLiteral() ? type.value : undefined
}
