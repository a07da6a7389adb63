import ts from '#typescript'
import { typeKey, type NamedType } from '../model/type-ref.js'
import { basesOf } from './bases.js'
import type { ProgramView } from './program-view.js'
import { TypeReader } from './read-type.js'
import type { Reading } from './reading.js'
import { followAlias } from './runtime-symbols.js'
import { referenceOf } from './written-type.js'

/** The named types of an intersection, `Change` of `Change & { … }`, and what those extend. */
export function madeOf(
  type: ts.Type,
  node: ts.Node | undefined,
  view: ProgramView,
  reading: Reading,
): readonly NamedType[] {
  if (!type.isIntersection()) return []
  const { ids } = view
  const written = node !== undefined && ts.isTypeNode(node) ? namedIn(node, view) : []
  // What was inferred has no node.
  const known = type.types.flatMap((each) => each.aliasSymbol ?? each.getSymbol() ?? [])
  const unwritten = known.filter(
    (symbol) => (symbol.flags & declared) !== 0 && !written.some((each) => each.symbol === symbol),
  )
  const parts = [
    ...written.flatMap(({ node: at }) => {
      const read = new TypeReader(view, reading).readNode(at).type
      return read.kind === 'named' ? [read] : []
    }),
    ...unwritten.map((symbol): NamedType => {
      return { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args: [] }
    }),
  ]
  const symbols = [...written.map((each) => each.symbol), ...unwritten]
  const all = [...parts, ...symbols.flatMap((each) => basesOf(each, view, reading))]
  return [...new Map(all.map((each) => [typeKey(each), each])).values()]
}

const declared = ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias

interface Part {
  readonly node: ts.TypeNode
  readonly symbol: ts.Symbol
}

/** The checker takes an intersection within another one apart, and forgets what it was called. */
function namedIn(node: ts.TypeNode, view: ProgramView): readonly Part[] {
  if (ts.isParenthesizedTypeNode(node)) return namedIn(node.type, view)
  if (ts.isIntersectionTypeNode(node)) return node.types.flatMap((each) => namedIn(each, view))
  const reference = referenceOf(node)
  const found = reference && view.checker.getSymbolAtLocation(reference.at)
  if (found === undefined) return []
  const symbol = followAlias(found, view.checker)
  const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration)?.type
  const isIntersection = alias !== undefined && ts.isIntersectionTypeNode(alias)
  return [{ node, symbol }, ...(isIntersection ? namedIn(alias, view) : [])]
}
