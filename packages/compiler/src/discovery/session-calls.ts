import { ts } from 'ts-morph'
import { bareType } from './bare-type.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

const readingTypes: ReadonlySet<string> = new Set([
  'QuerySession',
  'DocumentSession',
  'EventReader',
  'EventWriter',
  'QueryBuilder',
])

/** `session.load(…)`, `session.query(…).toArray()`: a call of ours that goes to the database and answers with a promise. */
export function isSessionRead(call: ts.CallExpression, view: ProgramView): boolean {
  const { expression } = call
  if (!ts.isPropertyAccessExpression(expression)) return false
  if (!mayRead.has(expression.name.text)) return false
  const owner = ownerOf(expression.name, view)
  if (owner === undefined || !readingTypes.has(owner)) return false
  return bareType(view.checker.getTypeAtLocation(call), view).isPromise
}

const mayRead: ReadonlySet<string> = new Set([
  'load',
  'loadMany',
  'query',
  'toArray',
  'first',
  'count',
  'fetchLatest',
  'fetchStream',
  'fetchForWriting',
])

/** Which of our types declares a method. */
export function ownerOf(method: ts.Node, view: ProgramView): string | undefined {
  const declaration = view.checker.getSymbolAtLocation(method)?.declarations?.[0]?.parent
  if (declaration === undefined) return undefined
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassLike(declaration)) return undefined
  const symbol = declaration.name && view.checker.getSymbolAtLocation(declaration.name)
  return view.runtime.nameOf(symbol)
}

/** Whether nobody can see from here what a call reads: it is given a session, or it is the user's own and asynchronous. */
export function hidesReads(call: ts.CallExpression, view: ProgramView): boolean {
  const { checker, runtime } = view
  const callee = ts.isPropertyAccessExpression(call.expression)
    ? call.expression.name
    : call.expression
  const found = checker.getSymbolAtLocation(callee)
  const symbol = found && followAlias(found, view.checker)
  if (symbol !== undefined && runtime.nameOf(symbol) !== undefined) return false
  if (ownerOf(callee, view) !== undefined) return false
  if (call.arguments.some((each) => isSession(each, view))) return true
  const source = symbol?.declarations?.[0]?.getSourceFile()
  if (source === undefined || source.fileName.includes('/node_modules/')) return false
  return bareType(checker.getTypeAtLocation(call), view).isPromise
}

function isSession(expression: ts.Expression, view: ProgramView): boolean {
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return false
  const name = view.runtime.nameOf(view.checker.getTypeAtLocation(expression).getSymbol())
  return name !== undefined && readingTypes.has(name)
}
