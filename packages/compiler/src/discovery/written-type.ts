import ts from '#typescript'
import { isOneOf, markers } from '../vocabulary.js'
import { isNominal, writesNothing } from './bare-type.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

/** A type node, with what the type parameters around it stand for. */
export interface WrittenType {
  readonly node: ts.TypeNode
  readonly bindings: Bindings
}
type Bindings = ReadonlyMap<ts.Symbol, WrittenType>
const noBindings: Bindings = new Map()

export type MarkerName = (typeof markers)[number]
export type TypeName = ts.EntityName | ts.Expression | ts.ImportTypeNode

/** What a type node comes down to, once everything is taken off that names no type. */
export type Followed =
  /** A class, interface or enum, or an alias that is kept as a name. */
  | {
      readonly kind: 'name'
      readonly symbol: ts.Symbol
      readonly name: TypeName
      readonly args: readonly WrittenType[]
    }
  | { readonly kind: 'list'; readonly element: WrittenType }
  | { readonly kind: 'tuple'; readonly elements: readonly WrittenType[] }
  | { readonly kind: 'union'; readonly members: readonly WrittenType[] }
  /** The node says no more than its type does. */
  | { readonly kind: 'type' }

/** One of our markers, met on the way. */
export interface FollowedMarker {
  readonly name: MarkerName
  readonly args: readonly WrittenType[]
  readonly node: ts.Node
}

export function written(node: ts.TypeNode): WrittenType {
  return { node, bindings: noBindings }
}

/**
 * Takes off parentheses, `null`, `undefined`, `Promise`, `Readonly` and markers, and follows aliases that only abbreviate:
 * the checker's type has no trace of a marker, and of many aliases no name.
 */
export function follow(
  start: WrittenType,
  type: ts.Type,
  view: ProgramView,
): { readonly followed: Followed; readonly markers: readonly FollowedMarker[] } {
  const met: FollowedMarker[] = []
  let current: WrittenType | undefined = start
  for (let depth = 0; current !== undefined && depth < deepestAlias; depth++) {
    const next: Step = step(current, type, view)
    if (next.kind !== 'on') return { followed: next, markers: met }
    if (next.marker !== undefined) met.push(next.marker)
    current = next.to
  }
  return { followed: { kind: 'type' }, markers: met }
}

/** An alias cannot stand for itself, but broken sources can write it. */
const deepestAlias = 50

type Step =
  | Followed
  | {
      readonly kind: 'on'
      readonly to: WrittenType | undefined
      readonly marker?: FollowedMarker
    }

function step({ node, bindings }: WrittenType, type: ts.Type, view: ProgramView): Step {
  const bound = (inner: ts.TypeNode): WrittenType => ({ node: inner, bindings })
  if (ts.isParenthesizedTypeNode(node) || ts.isOptionalTypeNode(node)) {
    return { kind: 'on', to: bound(node.type) }
  }
  if (ts.isNamedTupleMember(node) || isReadonlyOperator(node)) {
    return { kind: 'on', to: bound(node.type) }
  }
  if (ts.isUnionTypeNode(node)) {
    const members = node.types.filter((each) => !writesNothing(each)).map(bound)
    return members.length > 1 ? { kind: 'union', members } : { kind: 'on', to: members[0] }
  }
  if (ts.isArrayTypeNode(node)) return { kind: 'list', element: bound(node.elementType) }
  if (ts.isTupleTypeNode(node)) return { kind: 'tuple', elements: node.elements.map(bound) }
  const reference = referenceOf(node)
  if (reference === undefined) return { kind: 'type' }
  const symbol = view.checker.getSymbolAtLocation(reference.at)
  if (symbol === undefined) return { kind: 'type' }
  const args = reference.args.map(bound)
  return stepIntoName(followAlias(symbol, view.checker), reference.name, args, bindings, type, view)
}

function stepIntoName(
  symbol: ts.Symbol,
  name: TypeName,
  args: readonly WrittenType[],
  bindings: Bindings,
  type: ts.Type,
  view: ProgramView,
): Step {
  if (symbol.flags & ts.SymbolFlags.TypeParameter) return { kind: 'on', to: bindings.get(symbol) }
  const isOurs = view.runtime.exports(symbol)
  const ours = view.runtime.knownName(symbol)
  if (isOneOf(ours, markers)) {
    const marker = { name: ours, args, node: name }
    return { kind: 'on', to: args[markerArgument[ours]], marker }
  }
  if (!isOurs && view.ids.isGlobal(symbol)) {
    if (takenOff.has(symbol.name)) return { kind: 'on', to: args[0] }
    if (lists.has(symbol.name) && args[0]) return { kind: 'list', element: args[0] }
    if (symbol.flags & ts.SymbolFlags.TypeAlias) return { kind: 'type' }
  }
  if (symbol.flags & declaredTypes || isOurs) return { kind: 'name', symbol, name, args }

  const body = bodyOf(symbol, args, view)
  if (body === undefined) return { kind: 'type' }
  return abbreviates(body, type, view)
    ? { kind: 'on', to: body }
    : { kind: 'name', symbol, name, args }
}

const declaredTypes = ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Enum
const takenOff: ReadonlySet<string> = new Set(['Promise', 'PromiseLike', 'Readonly'])
const lists: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray'])

/** Which argument of the marker is the plain type. */
const markerArgument: Readonly<Record<MarkerName, number>> = {
  FromRoute: 0,
  FromQuery: 0,
  FromHeader: 1,
  FromCookie: 1,
  FromForm: 0,
  FromBody: 0,
  FromServices: 0,
  Entity: 0,
  WriteAggregate: 0,
  ReadAggregate: 0,
  Now: 0,
  NewId: 0,
  TenantId: 0,
}

function isReadonlyOperator(node: ts.TypeNode): node is ts.TypeOperatorNode {
  return ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword
}

interface Reference {
  readonly name: TypeName
  /** The node whose symbol is meant. */
  readonly at: ts.Node
  readonly args: readonly ts.TypeNode[]
}

export function referenceOf(node: ts.TypeNode): Reference | undefined {
  if (ts.isTypeReferenceNode(node)) {
    return { name: node.typeName, at: node.typeName, args: node.typeArguments ?? [] }
  }
  if (ts.isExpressionWithTypeArguments(node)) {
    return { name: node.expression, at: node.expression, args: node.typeArguments ?? [] }
  }
  if (ts.isImportTypeNode(node) && !node.isTypeOf && node.qualifier !== undefined) {
    return { name: node, at: node.qualifier, args: node.typeArguments ?? [] }
  }
  return undefined
}

function bodyOf(
  alias: ts.Symbol,
  args: readonly WrittenType[],
  view: ProgramView,
): WrittenType | undefined {
  const declaration = alias.declarations?.find(ts.isTypeAliasDeclaration)
  if (declaration === undefined) return undefined
  if (declaration.typeParameters === undefined) return written(declaration.type)
  const bindings = new Map<ts.Symbol, WrittenType>()
  for (const [index, parameter] of declaration.typeParameters.entries()) {
    const symbol = view.checker.getSymbolAtLocation(parameter.name)
    const value = args[index] ?? (parameter.default && { node: parameter.default, bindings })
    if (symbol !== undefined && value !== undefined) bindings.set(symbol, value)
  }
  return { node: declaration.type, bindings }
}

/**
 * Whether an alias is another way to write what stands in it, rather than the name of a type of its own. Names of their
 * own have object types, unions of data, primitives (`LocalDate`), and what mapped types and libraries compute.
 */
function abbreviates(
  { node, bindings }: WrittenType,
  type: ts.Type,
  view: ProgramView,
  depth = 0,
): boolean {
  if (depth > deepestAlias) return true
  if (ts.isParenthesizedTypeNode(node)) {
    return abbreviates({ node: node.type, bindings }, type, view, depth + 1)
  }
  if (ts.isUnionTypeNode(node)) {
    const members = node.types.map((each) => replaced(each, bindings, view))
    return members.some((each) => writesNothing(each) || isWord(each, view))
  }
  if (ts.isArrayTypeNode(node) || ts.isTupleTypeNode(node) || isReadonlyOperator(node)) return true
  if (namelessKeywords.has(node.kind)) return true
  const reference = referenceOf(node)
  if (reference === undefined) return computed.has(node.kind) && isNominal(type)

  const symbol = view.checker.getSymbolAtLocation(reference.at)
  if (symbol === undefined) return true
  const target = followAlias(symbol, view.checker)
  if (!(target.flags & ts.SymbolFlags.TypeAlias)) return true
  if (view.runtime.exports(target)) return true
  if (view.ids.isGlobal(target)) return takenOff.has(target.name) || isNominal(type)
  const args = reference.args.map((each) => ({ node: each, bindings }))
  const body = bodyOf(target, args, view)
  if (body === undefined) return true
  // TypeScript, too, calls an instance of a generic alias by the alias that stands for it.
  return args.length === 0 || abbreviates(body, type, view, depth + 1)
}

const namelessKeywords: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AnyKeyword,
  ts.SyntaxKind.UnknownKeyword,
  ts.SyntaxKind.NeverKeyword,
  ts.SyntaxKind.VoidKeyword,
  ts.SyntaxKind.UndefinedKeyword,
])

const computed: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ConditionalType,
  ts.SyntaxKind.MappedType,
  ts.SyntaxKind.IndexedAccessType,
  ts.SyntaxKind.TypeQuery,
])

/** What stands for a type parameter, or the node itself. */
function replaced(node: ts.TypeNode, bindings: Bindings, view: ProgramView): ts.TypeNode {
  const symbol = ts.isTypeReferenceNode(node)
    ? view.checker.getSymbolAtLocation(node.typeName)
    : undefined
  return (symbol && bindings.get(symbol)?.node) ?? node
}

/** Whether a member of a union is a word to the compiler: a problem, a result, an effect, a marker, a promise. */
function isWord(member: ts.TypeNode, view: ProgramView, depth = 0): boolean {
  if (depth > deepestAlias) return false
  if (ts.isParenthesizedTypeNode(member)) return isWord(member.type, view, depth + 1)
  const reference = referenceOf(member)
  const symbol = reference && view.checker.getSymbolAtLocation(reference.at)
  if (symbol === undefined) return false
  const target = followAlias(symbol, view.checker)
  const ours = view.runtime.knownName(target)
  if (view.runtime.exports(target)) return ours !== 'LocalDate' && ours !== 'Duration'
  if (view.ids.isGlobal(target)) return takenOff.has(target.name) && target.name !== 'Readonly'
  const body = target.declarations?.find(ts.isTypeAliasDeclaration)?.type
  return (
    body !== undefined &&
    ts.isUnionTypeNode(body) &&
    body.types.some((each) => isWord(each, view, depth + 1))
  )
}
