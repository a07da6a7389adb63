import ts from '#typescript'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import { nearest } from '../diagnostics/near-names.js'
import { handlerWord, handlerWords } from '../model/method-words.js'
import { methodsOf, nameOf } from './class-methods.js'
import { ourDecorators } from './decorators.js'
import { handles, handlingMethods, isHandlerClass, isSagaClass } from './handlers.js'
import type { Inheritable } from './inheritable.js'
import { locate } from './locate.js'
import { placeOfNested } from './nested-classes.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, symbolOfClass } from './read-class.js'
import type { Reading } from './reading.js'

/** What is written like a handler and is none to generated code: messages would pass by. */
export function reportUnreachableHandlers(
  source: ts.SourceFile,
  nested: readonly ts.ClassLikeDeclaration[],
  view: ProgramView,
  reading: Reading,
): void {
  for (const each of nested) {
    if (isIgnored(each, view)) continue
    const byName = isByName(each, view, each.name?.text ?? nameOfConstant(each))
    for (const { name } of each.members
      .filter(ts.isMethodDeclaration)
      .filter(isOwn(byName, view))) {
      reading.report(unreachable(name, placeOfNested(each), view))
    }
  }
  for (const each of source.statements.filter(ts.isClassDeclaration)) {
    if (!isByName(each, view) || isIgnored(each, view)) continue
    for (const member of each.members.filter((member) => isCallable(member, view))) {
      const kind = ts.isPropertyDeclaration(member) ? 'a property' : 'a getter'
      reading.report(unreachable(member.name!, `it is ${kind} and no method`, view))
    }
  }
}

/** Handlers of an abstract class are those of every class that extends it. */
export function abstractHandlers(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): readonly Inheritable[] {
  if (!isAbstract(declaration) || isIgnored(declaration, view)) return []
  const symbol = symbolOfClass(declaration, view)
  const handling = [...handlingMethods(declaration, view)] as ts.MethodDeclaration[]
  if (symbol === undefined || handling.length === 0) return []
  const where = 'it stands in an abstract class that no other one extends'
  const diagnostics = handling.map((each) => unreachable(each.name, where, view))
  return [{ owner: view.ids.idOf(symbol), diagnostics }]
}

/** Of a class that is called a handler and handles nothing: `handel`, `Handle`. */
export function reportMisspelt(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): void {
  if (!isByName(declaration, view) || isIgnored(declaration, view)) return
  for (const { declaration: method, name } of methodsOf(declaration, view)) {
    const meant = meantBy(name)
    if (meant === undefined || isHidden(method) || isIgnored(method, view)) continue
    const owner = declaration.name?.text ?? 'The class'
    reading.report(
      diagnostic('no-handler-method', locate(view.root, method.name), {
        message: `${owner} has no method that handles messages, and ${name} is none`,
        help: `Call it ${meant}, or say @Ignore() if this is no handler`,
      }),
    )
  }
}

/** `handleOrderPlaced` for `handelOrderPlaced`. */
function meantBy(name: string): string | undefined {
  const [, first = name, rest = ''] = /^(\p{L}\p{Ll}*)(.*)$/u.exec(name) ?? []
  const whole = nearest(name.replace(/Async$/, ''), handlerWords, toleranceOf(name))
  if (whole !== undefined) return whole
  const word = nearest(first, handlerWords, toleranceOf(first))
  return word === undefined ? undefined : `${word}${rest}`
}

/** `sort` is not far from `start`, and another word. */
function toleranceOf({ length }: string): number {
  return length < 6 ? 1 : 2
}

function isByName(declaration: ts.ClassLikeDeclaration, view: ProgramView, name?: string): boolean {
  return isHandlerClass(declaration, view, name) || isSagaClass(declaration, view)
}

function isOwn(byName: boolean, view: ProgramView): (method: ts.MethodDeclaration) => boolean {
  return (method) => {
    const name = nameOf(method.name)
    return (
      name !== undefined &&
      !isHidden(method) &&
      handles({ name, declaration: method }, byName, view)
    )
  }
}

/** `static handle = (placed: OrderPlaced) => …`; what is no function is data, be it called `start`. */
function isCallable(member: ts.ClassElement, { checker }: ProgramView): boolean {
  if (!ts.isPropertyDeclaration(member) && !ts.isGetAccessorDeclaration(member)) return false
  const name = nameOf(member.name)
  if (name === undefined || handlerWord(name) === undefined || isHidden(member)) return false
  return checker.getTypeAtLocation(member).getCallSignatures().length > 0
}

/** `const OrderPlacedHandler = class { … }` */
function nameOfConstant({ parent }: ts.ClassLikeDeclaration): string | undefined {
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)
    ? parent.name.text
    : undefined
}

function isIgnored(node: ts.HasDecorators, view: ProgramView): boolean {
  return ourDecorators(node, view).some((each) => each.name === 'Ignore')
}

function isHidden(member: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return (ts.getCombinedModifierFlags(member) & hidden) !== 0
}

function unreachable(name: ts.Node, where: string, view: ProgramView): Diagnostic {
  return diagnostic('unreachable-handler', locate(view.root, name), {
    message: `${name.getText()} would handle messages, but ${where}`,
  })
}
