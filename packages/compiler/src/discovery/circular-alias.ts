import ts from '#typescript'
import { writesNothing } from './bare-type.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

const known = new WeakMap<ts.Symbol, boolean>()

/**
 * The alias that a type with `null` is called by, where it has no end without that name:
 * `type Json = string | null | Json[]`. Others are another way to write what stands in them.
 */
export function circularAlias(type: ts.Type, view: ProgramView): ts.Symbol | undefined {
  const { aliasSymbol } = type
  if (aliasSymbol === undefined || !type.isUnion() || view.ids.isGlobal(aliasSymbol))
    return undefined
  let isCircular = known.get(aliasSymbol)
  if (isCircular === undefined) {
    isCircular = leadsBack(bodyOf(aliasSymbol), aliasSymbol, new Set(), view)
    known.set(aliasSymbol, isCircular)
  }
  return isCircular ? aliasSymbol : undefined
}

function leadsBack(
  node: ts.Node | undefined,
  alias: ts.Symbol,
  seen: Set<ts.Symbol>,
  view: ProgramView,
): boolean {
  if (node === undefined) return false
  // An object with members is called after its place, wherever it leads.
  if (ts.isTypeLiteralNode(node) && !node.members.every(ts.isIndexSignatureDeclaration))
    return false
  if (ts.isTypeReferenceNode(node)) {
    const found = view.checker.getSymbolAtLocation(node.typeName)
    const symbol = found && followAlias(found, view.checker)
    if (symbol === alias) return true
    if (symbol !== undefined && !seen.has(symbol)) {
      seen.add(symbol)
      if (leadsBack(bodyOf(symbol), alias, seen, view)) return true
    }
  }
  return ts.forEachChild(node, (each) => leadsBack(each, alias, seen, view) || undefined) ?? false
}

function bodyOf(symbol: ts.Symbol): ts.TypeNode | undefined {
  return symbol.declarations?.find(ts.isTypeAliasDeclaration)?.type
}

/** `T` of `T | undefined`, and of a promise of it. */
export function besideNothing(node: ts.TypeNode): ts.TypeNode | undefined {
  const isPromise = ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Promise'
  const union = isPromise ? node.typeArguments?.[0] : node
  if (union === undefined || !ts.isUnionTypeNode(union)) return undefined
  const [only, ...others] = union.types.filter((each) => !writesNothing(each))
  return others.length === 0 ? only : undefined
}
