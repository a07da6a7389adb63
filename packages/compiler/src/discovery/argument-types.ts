import ts from '#typescript'
import type { ProgramView } from './program-view.js'
import { typeArguments } from './type-arguments.js'

/** The arguments of a generic type, those with defaults too; `undefined` where the type does not keep them. */
export function argumentTypes(
  type: ts.Type,
  symbol: ts.Symbol,
  view: ProgramView,
): readonly ts.Type[] | undefined {
  if (type.aliasSymbol === symbol) return type.aliasTypeArguments ?? []
  if (symbol.flags & ts.SymbolFlags.TypeAlias) return undefined
  return typeArguments(type, view)
}

type Part = (whole: ts.Type, view: ProgramView) => ts.Type | undefined

export function argumentStep(symbol: ts.Symbol, index: number): Part {
  return symbol.flags & ts.SymbolFlags.TypeAlias ? aliasArgumentAt(index) : argumentAt(index)
}

function aliasArgumentAt(index: number): Part {
  return (whole) => whole.aliasTypeArguments?.[index]
}

export function argumentAt(index: number): Part {
  return (whole, view) => typeArguments(whole, view)[index]
}
