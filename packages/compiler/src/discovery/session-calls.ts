import ts from '#typescript'
import { isOneOf, sessionTypes } from '../vocabulary.js'
import { bareType } from './bare-type.js'
import { classNamed, queryBelow } from './known-calls.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

const readingTypes = [...sessionTypes, 'QueryBuilder'] as const

/** `session.load(…)`, `session.query(…).toArray()`: a call of ours that goes to the database and answers with a promise. */
export function isSessionRead(call: ts.CallExpression, view: ProgramView): boolean {
  const { expression } = call
  if (!ts.isPropertyAccessExpression(expression)) return false
  const name = expression.name.text
  if (!mayRead.has(name)) return false
  if (ofBuilder.has(name)) {
    const query = queryBelow(expression.expression)
    if (query !== undefined && ts.isPropertyAccessExpression(query.expression)) {
      return isOfSession(query.expression, view)
    }
  }
  if (!isOneOf(view.runtime.knownName(ownerOf(expression.name, view)), readingTypes)) return false
  // With a class it only begins a query.
  return name !== 'query' || classNamed(call.arguments[0], view) === undefined
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
const ofBuilder: ReadonlySet<string> = new Set(['toArray', 'first', 'count'])

/** Which of our types declares a method. */
function ownerOf(method: ts.Node, view: ProgramView): ts.Symbol | undefined {
  const { owners } = view
  if (!owners.has(method)) owners.set(method, findOwner(method, view))
  return owners.get(method)
}

function findOwner(method: ts.Node, view: ProgramView): ts.Symbol | undefined {
  const declaration = view.checker.getSymbolAtLocation(method)?.declarations?.[0]?.parent
  if (declaration === undefined) return undefined
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassLike(declaration)) return undefined
  const symbol = declaration.name && view.checker.getSymbolAtLocation(declaration.name)
  return view.runtime.nameOf(symbol) === undefined ? undefined : symbol
}

/** Whether the method is one that our sessions declare. */
export function isOfSession(access: ts.PropertyAccessExpression, view: ProgramView): boolean {
  return isOneOf(view.runtime.knownName(ownerOf(access.name, view)), sessionTypes)
}

/** `stream.append(…)`: the method is one that a fetched stream declares. */
export function isOfStream(access: ts.PropertyAccessExpression, view: ProgramView): boolean {
  return view.runtime.knownName(ownerOf(access.name, view)) === 'EventStream'
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
  const declaration = symbol?.declarations?.[0]
  const source = declaration?.getSourceFile()
  if (declaration === undefined || source?.fileName.includes('/node_modules/')) return false
  const signature = isSignature(declaration)
    ? checker.getSignatureFromDeclaration(declaration)
    : checker.getTypeAtLocation(declaration).getCallSignatures()[0]
  return signature !== undefined && bareType(signature.getReturnType(), view).isPromise
}

/** A function that is declared as one: its return type is known without looking at the call. */
function isSignature(node: ts.Node): node is ts.SignatureDeclaration {
  return (
    ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node)
  )
}

function isSession(expression: ts.Expression, view: ProgramView): boolean {
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return false
  const symbol = view.checker.getTypeAtLocation(expression).getSymbol()
  return isOneOf(view.runtime.knownName(symbol), readingTypes)
}
