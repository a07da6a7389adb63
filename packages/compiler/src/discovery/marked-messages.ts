import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { NamedType } from '../model/type-ref.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { messageDecorator, messageTag } from './read-wire-name.js'
import type { Reading } from './reading.js'

/** Types of a file that `@Message` or the tag `@message` names: messages, whether or not anybody handles them here. */
export function markedMessages(
  source: ts.SourceFile,
  view: ProgramView,
  reading: Reading,
): readonly NamedType[] {
  return source.statements.filter(declaresType).flatMap((declaration) => {
    if (!isMarked(declaration, view) || declaration.name === undefined) return []
    const symbol = view.checker.getSymbolAtLocation(declaration.name)
    if (symbol === undefined) return []
    const type: NamedType = {
      kind: 'named',
      id: view.ids.idOf(symbol),
      name: view.ids.nameOf(symbol),
      args: [],
    }
    if (view.ids.importOf(symbol) === undefined) {
      const message = `${type.name} is a message, but not exported`
      const help = 'Export it by name'
      const location = locate(view.root, declaration.name)
      reading.report(diagnostic('not-a-message', location, { message, help }))
      return []
    }
    // What it is depends on its arguments: who handles or sends it says which.
    if (declaration.typeParameters !== undefined) return []
    reading.mention({
      ref: type,
      symbol,
      type: view.checker.getDeclaredTypeOfSymbol(symbol),
      node: declaration,
      import: undefined,
      isValue: true,
    })
    return [type]
  })
}

type TypeDeclaration = ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration

function declaresType(statement: ts.Statement): statement is TypeDeclaration {
  return (
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
}

function isMarked(declaration: TypeDeclaration, view: ProgramView): boolean {
  if (ts.isClassDeclaration(declaration) && messageDecorator(declaration, view) !== undefined) {
    return true
  }
  return messageTag(declaration) !== undefined
}
