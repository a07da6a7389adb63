import ts from '#typescript'
import type { NamedType } from '../model/type-ref.js'
import type { ProgramView } from './program-view.js'
import { TypeReader } from './read-type.js'
import type { Reading } from './reading.js'
import { followAlias } from './runtime-symbols.js'

/** What a class or interface extends and implements, all the way up, the nearest first, each once. */
export function basesOf(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): readonly NamedType[] {
  const bases = new Map<string, NamedType>()
  const seen = new Set<ts.Symbol>([symbol])
  for (let level = [symbol]; level.length > 0;) {
    const next: ts.Symbol[] = []
    for (const { node, target } of level.flatMap((each) => heritage(each, view))) {
      if (seen.has(target)) continue
      seen.add(target)
      next.push(target)
      const base = readBase(node, target, view, reading)
      bases.set(base.id, base)
    }
    level = next
  }
  return [...bases.values()]
}

interface Heritage {
  readonly node: ts.ExpressionWithTypeArguments
  readonly target: ts.Symbol
}

function heritage(symbol: ts.Symbol, view: ProgramView): readonly Heritage[] {
  return (symbol.declarations ?? []).flatMap((declaration) => {
    if (!ts.isClassLike(declaration) && !ts.isInterfaceDeclaration(declaration)) return []
    return (declaration.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap((node) => {
        const found = view.checker.getSymbolAtLocation(node.expression)
        return found ? [{ node, target: followAlias(found, view.checker) }] : []
      }),
    )
  })
}

function readBase(
  node: ts.ExpressionWithTypeArguments,
  target: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): NamedType {
  const { ids } = view
  // `Data` is a value: what it is applied to is the class's own shape, no type of its own.
  if (
    !(target.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))
  ) {
    return { kind: 'named', id: ids.idOf(target), name: ids.nameOf(target), args: [] }
  }
  const read = new TypeReader(view, reading).readNode(node).type
  if (read.kind === 'named') return read
  return { kind: 'named', id: ids.idOf(target), name: ids.nameOf(target), args: [] }
}
