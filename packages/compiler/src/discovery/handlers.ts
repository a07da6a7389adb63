import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { HandlerModel } from '../model/application-model.js'
import type { ClassModel, MethodModel } from '../model/method-model.js'
import { handlerWord } from '../model/method-words.js'
import type { TypeRef } from '../model/type-ref.js'
import { bareType } from './bare-type.js'
import { extendedClass, methodsOf, userBases, type FoundMethod } from './class-methods.js'
import { ourDecorators } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { isAbstract } from './read-class.js'
import { TypeReader } from './read-type.js'
import { readUnion } from './read-type-union.js'
import type { Reading, Recipe } from './reading.js'
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
  if (declaration.heritageClauses === undefined) return false
  const top: ts.ClassLikeDeclaration = userBases(declaration, view).at(-1) ?? declaration
  const clause = top.heritageClauses?.find((each) => each.token === ts.SyntaxKind.ExtendsKeyword)
  const expression = clause?.types[0]?.expression
  if (expression === undefined || extendedClass(top, view) !== undefined) return false
  const symbol = view.checker.getSymbolAtLocation(expression)
  return (
    symbol !== undefined && view.runtime.knownName(followAlias(symbol, view.checker)) === 'Saga'
  )
}

interface Site {
  readonly owner: ClassModel
  readonly method: MethodModel
  readonly found: FoundMethod
}

/** One per message that the method takes: of a union, one per member. Whether they are data is known later. */
export function readHandlers(
  { owner, method, found }: Site,
  view: ProgramView,
  reading: Reading,
): readonly HandlerModel[] {
  const taken = method.parameters[0]?.use
  if (taken === undefined) {
    // What has no type is reported by itself.
    if (method.parameters.length === 0) reportNoMessage({ owner, method, found }, reading)
    return []
  }
  if (found.overloads.length > 0) {
    reportOverloads({ owner, method, found }, view, reading)
    return []
  }
  const isBatch = method.marks.batch !== undefined
  if (isBatch !== (taken.type.kind === 'list')) {
    reportBatch({ owner, method, found }, isBatch, reading)
    return []
  }
  const type = taken.type.kind === 'list' ? taken.type.element : taken.type
  const messages = isBatch ? [type] : membersOf(type, found, view, reading)
  const named = messages.filter((each) => each.kind === 'named')
  if (named.length < messages.length) reportNoMessage({ owner, method, found }, reading)
  return named.map((message) => ({ kind: 'handler', class: owner, method, message }))
}

/** Of a union by its own name, `type Spawned = A | B`, what is in it. */
function membersOf(
  type: TypeRef,
  { callable, signature }: FoundMethod,
  view: ProgramView,
  reading: Reading,
): readonly TypeRef[] {
  if (type.kind === 'union') return type.members
  const parameter = callable.parameters[0]
  if (type.kind !== 'named' || parameter === undefined) return [type]
  const recipe: Recipe = (current) => {
    const symbol = signature(current)?.getParameters()[0]
    return symbol && current.checker.getTypeOfSymbolAtLocation(symbol, parameter)
  }
  const whole = recipe(view)
  const members = whole === undefined ? [] : bareType(whole, view).members
  if (whole === undefined || members.length < 2) return [type]
  const site = { type: whole, written: undefined, node: parameter, recipe }
  const read = readUnion(new TypeReader(view, reading), site, members)
  return read.kind === 'union' ? read.members : [read]
}

/** To callers each is a method of its own; generated code could call none of them with what the others return. */
function reportOverloads(
  { owner, method, found }: Site,
  view: ProgramView,
  reading: Reading,
): void {
  const { name, overloads } = found
  const taken = new Set(overloads.flatMap((each) => each.parameters[0]?.type?.getText() ?? []))
  const word = handlerWord(name) ?? 'handle'
  const methods = [...taken].map((each) => `${word}${each.replace(/\W/g, '')}`).join(', ')
  const first = overloads[0]?.name
  reading.report(
    diagnostic('overloaded-handler', first ? locate(view.root, first) : method.location, {
      message: `${owner.type.name}.${name} has ${overloads.length} signatures, of which a handler has one`,
      help:
        taken.size > 1
          ? `Write a method for each message: ${methods}; or one signature that takes any of them: ${name}(message: ${[...taken].join(' | ')})`
          : 'Write one signature; what may be left out is an optional parameter',
    }),
  )
}

function reportBatch({ owner, method }: Site, isBatch: boolean, reading: Reading): void {
  const { use, location } = method.parameters[0] ?? {}
  const takes = `${owner.type.name}.${method.name} takes ${use?.text() ?? 'nothing'}`
  const what = isBatch
    ? { message: `${takes}, and a batch is a list of messages`, help: 'Take a list of them' }
    : {
        message: `${takes}, and messages come one by one`,
        help: 'Take one message, or say how many at once: @Batch({ size: 100, within: { seconds: 1 } })',
      }
  reading.report(diagnostic('not-a-message', location ?? method.location, what))
}

function reportNoMessage({ owner, method }: Site, reading: Reading): void {
  const { use, location } = method.parameters[0] ?? {}
  reading.report(
    diagnostic('not-a-message', location ?? method.location, {
      message: `${owner.type.name}.${method.name} takes ${use === undefined ? 'no message' : `${use.text()}, which is no message`}`,
      ...(use !== undefined && hasNoName(use.type) && { help: nameIt }),
    }),
  )
}

function hasNoName(type: TypeRef): boolean {
  return type.kind === 'object' || (type.kind === 'union' && type.members.some(hasNoName))
}

const nameIt =
  'Give the type a name, by which a message is known, and export it: export interface OrderPlaced { … }'
