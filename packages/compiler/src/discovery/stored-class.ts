import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { SourceLocation } from '../model/source-location.js'
import type { NamedType } from '../model/type-ref.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'

export interface StoredClass {
  readonly type: NamedType
  readonly declaration: ts.ClassDeclaration
  readonly location: SourceLocation
}

/** Documents, aggregates and events are exported classes: generated code uses them as values. */
export function storedClass(
  symbol: ts.Symbol,
  what: 'document' | 'aggregate' | 'event',
  view: ProgramView,
  reading: Reading,
): StoredClass | undefined {
  const { ids } = view
  const declaration = symbol.declarations?.find(ts.isClassDeclaration)
  const name = ids.nameOf(symbol)
  if (declaration === undefined || ids.importOf(symbol) === undefined) {
    const found = declaration ?? symbol.declarations?.[0]
    if (found !== undefined && !ids.isGlobal(symbol)) {
      reading.report(
        diagnostic('stored-type-not-a-class', locate(view.root, nameOf(found)), {
          message: `${name} is ${article(what)} ${what}, but not an exported class`,
        }),
      )
    }
    return undefined
  }
  const location = locate(view.root, declaration.name ?? declaration)
  const type: NamedType = { kind: 'named', id: ids.idOf(symbol), name, args: [] }
  const checkerType = view.checker.getDeclaredTypeOfSymbol(symbol)
  reading.mention({
    ref: type,
    symbol,
    type: checkerType,
    node: declaration,
    import: undefined,
    isValue: true,
  })
  return { type, declaration, location }
}

function nameOf(declaration: ts.Declaration): ts.Node {
  return ts.getNameOfDeclaration(declaration) ?? declaration
}

function article(what: string): 'a' | 'an' {
  return /^[aeiou]/.test(what) ? 'an' : 'a'
}
