import type ts from '#typescript'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { TypeId } from '../model/type-ref.js'
import { userBases } from './class-methods.js'
import type { ProgramView } from './program-view.js'
import { symbolOfClass } from './read-class.js'

/** What an abstract class answers or handles, each class that extends it does; with none of them nobody does. */
export interface Inheritable {
  readonly owner: TypeId
  readonly diagnostics: readonly Diagnostic[]
}

/** The classes above this one, whose routes and handlers it takes over. */
export function extendedBy(declaration: ts.ClassDeclaration, view: ProgramView): readonly TypeId[] {
  if (declaration.heritageClauses === undefined) return []
  return userBases(declaration, view).flatMap((each) => {
    const symbol = symbolOfClass(each, view)
    return symbol === undefined ? [] : [view.ids.idOf(symbol)]
  })
}
