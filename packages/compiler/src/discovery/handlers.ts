import ts from '#typescript'
import type { HandlerModel } from '../model/application-model.js'
import { handlerWord } from '../model/method-words.js'
import type { RuntimeName } from '../vocabulary.js'
import { extendedClass, methodsOf, userBases, type FoundMethod } from './class-methods.js'
import { ourDecorators } from './decorators.js'
import { messagesTaken, type TakingMethod } from './messages-taken.js'
import type { ProgramView } from './program-view.js'
import { isAbstract } from './read-class.js'
import type { Reading } from './reading.js'
import { followAlias } from './runtime-symbols.js'

/**
 * The methods of a class that handle messages: by their names in a class whose name ends in `Handler` or `Consumer`, that
 * extends `Saga` or carries `@Handler()`; by `@Handler()` of their own in any class. Cheap, for every class of the program.
 */
export function handlingMethods(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): ReadonlySet<ts.Node> {
  const isSaga = isSagaClass(declaration, view)
  const byName = isSaga || isHandlerClass(declaration, view)
  const isDecorated = declaration.members.some(
    (each) => ts.isMethodDeclaration(each) && ts.getDecorators(each) !== undefined,
  )
  if (!byName && !isDecorated && declaration.heritageClauses === undefined) return new Set()
  const found = methodsOf(declaration, view)
    // What a class inherits from one that handles it itself is handled by that one alone.
    .filter((each) => each.owner === declaration || !handlesItself(each, view))
    .filter((each) => handles(each, byName, view))
    // Elsewhere there is nothing that could not be found.
    .filter((each) => isSaga || handlerWord(each.name) !== 'notFound')
  return new Set(found.map((each) => each.declaration))
}

function handlesItself(found: FoundMethod, view: ProgramView): boolean {
  const { owner } = found
  if (isAbstract(owner) || owner.getSourceFile().isDeclarationFile) return false
  if (ourDecorators(owner, view).some((each) => each.name === 'Ignore')) return false
  return handles(found, isSagaClass(owner, view) || isHandlerClass(owner, view), view)
}

export function handles(
  { name, declaration }: Pick<FoundMethod, 'name' | 'declaration'>,
  byName: boolean,
  view: ProgramView,
): boolean {
  const isNamed = byName && handlerWord(name) !== undefined
  const decorators = ts.getDecorators(declaration)
  if (decorators === undefined) return isNamed
  const marks = new Set(ourDecorators(declaration, view).map((each) => each.name))
  if (marks.has('Ignore')) return false
  if (marks.has('Handler')) return true
  return isNamed && !surroundings.some((each) => marks.has(each))
}

const surroundings = ['Before', 'After', 'AfterCommit', 'Finally', 'OnException'] as const

/** `name`: of the constant that a class expression is kept in. */
export function isHandlerClass(
  declaration: ts.ClassLikeDeclaration,
  view: ProgramView,
  name = declaration.name?.text ?? '',
): boolean {
  if (/(Handler|Consumer)$/.test(name)) return true
  if (ts.getDecorators(declaration) === undefined) return false
  return ourDecorators(declaration, view).some((each) => each.name === 'Handler')
}

/** `class ImageSaga extends Saga<…>`, or further up. */
export function isSagaClass(declaration: ts.ClassLikeDeclaration, view: ProgramView): boolean {
  return extendsRuntimeClass(declaration, 'Saga', view)
}

/** `class OrderFulfillment extends ProcessManager`, or further up. */
export function isProcessClass(declaration: ts.ClassLikeDeclaration, view: ProgramView): boolean {
  return extendsRuntimeClass(declaration, 'ProcessManager', view)
}

function extendsRuntimeClass(
  declaration: ts.ClassLikeDeclaration,
  name: RuntimeName,
  view: ProgramView,
): boolean {
  if (declaration.heritageClauses === undefined) return false
  const top: ts.ClassLikeDeclaration = userBases(declaration, view).at(-1) ?? declaration
  const clause = top.heritageClauses?.find((each) => each.token === ts.SyntaxKind.ExtendsKeyword)
  const expression = clause?.types[0]?.expression
  if (expression === undefined || extendedClass(top, view) !== undefined) return false
  const symbol = view.checker.getSymbolAtLocation(expression)
  return symbol !== undefined && view.runtime.knownName(followAlias(symbol, view.checker)) === name
}

/** One per message that the method takes: of a union, one per member. Whether they are data is known later. */
export function readHandlers(
  site: TakingMethod,
  view: ProgramView,
  reading: Reading,
): readonly HandlerModel[] {
  const { owner, method } = site
  return messagesTaken(site, view, reading).map((message) => ({
    kind: 'handler',
    class: owner,
    method,
    message,
  }))
}
