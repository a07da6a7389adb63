import ts from '#typescript'
import { documentFunctions, isOneOf, type RuntimeName } from '../vocabulary.js'
import { ourCall } from './decorators.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'
import { isOfSession } from './session-calls.js'

/**
 * What a call of ours returns, told from its arguments: the checker would infer the same, but inference of generic calls is
 * what most of the time went into (1.3 s of 4.7 s for 2000 endpoints).
 */
export type KnownCall =
  /** Nothing of the user's in it: `problem(…)`, `created(location)`, `Results.notFound()`. */
  | { readonly kind: 'ours' }
  /** As good as this argument: the body of `created(location, body)`, the value of `copy(value, …)`. */
  | { readonly kind: 'expression'; readonly expression: ts.Expression; readonly within: Within }
  /** An instance of this class: `storeDoc(Todo, …)`, `session.load(Todo, id)`. */
  | { readonly kind: 'class'; readonly class: ts.Symbol; readonly within: Within }

/** Whether the declared type is the value's own, or the first type argument of a type of ours. */
type Within = 'value' | 'argument'

export function knownCall(expression: ts.Expression, view: ProgramView): KnownCall | undefined {
  if (!ts.isCallExpression(expression)) return undefined
  const { expression: callee } = expression
  const name = ourCall(expression, view)?.name
  if (name !== undefined) return knownFunction(name, expression, view)
  if (!ts.isPropertyAccessExpression(callee)) return undefined
  if (isResults(callee.expression, view)) return { kind: 'ours' }
  return knownRead(expression, callee, view)
}

function knownFunction(
  name: RuntimeName,
  { arguments: args }: ts.CallExpression,
  view: ProgramView,
): KnownCall | undefined {
  if (name === 'startStream' || isOneOf(name, documentFunctions)) {
    const found = classNamed(args[0], view)
    return found && { kind: 'class', class: found, within: 'argument' }
  }
  switch (name) {
    case 'problem':
      return { kind: 'ours' }
    case 'created':
    case 'accepted':
      return args[1] === undefined
        ? { kind: 'ours' }
        : { kind: 'expression', expression: args[1], within: 'argument' }
    case 'copy':
      return args[0] && { kind: 'expression', expression: args[0], within: 'value' }
    default:
      return undefined
  }
}

/** `session.load(Todo, id)` and `session.query(Todo).where(…).toArray()`. */
function knownRead(
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  view: ProgramView,
): KnownCall | undefined {
  const name = callee.name.text
  const first = name === 'toArray' || name === 'first' ? queryBelow(callee.expression) : call
  if (first === undefined || !ts.isPropertyAccessExpression(first.expression)) return undefined
  if (first === call && !/^(load|loadMany|fetchLatest)$/.test(name)) return undefined
  const found = classNamed(first.arguments[0], view)
  if (found === undefined || !isOfSession(first.expression, view)) return undefined
  return { kind: 'class', class: found, within: 'value' }
}

/** The call `session.query(…)` at the beginning of a chain. */
export function queryBelow(end: ts.Expression): ts.CallExpression | undefined {
  let current = end
  while (ts.isCallExpression(current) && ts.isPropertyAccessExpression(current.expression)) {
    if (current.expression.name.text === 'query') return current
    current = current.expression.expression
  }
  return undefined
}

export function classNamed(
  expression: ts.Expression | undefined,
  { checker }: ProgramView,
): ts.Symbol | undefined {
  if (expression === undefined) return undefined
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return undefined
  const found = checker.getSymbolAtLocation(expression)
  const symbol = found && followAlias(found, checker)
  return symbol !== undefined && symbol.flags & ts.SymbolFlags.Class ? symbol : undefined
}

function isResults(expression: ts.Expression, view: ProgramView): boolean {
  if (!ts.isIdentifier(expression)) return false
  const found = view.checker.getSymbolAtLocation(expression)
  return view.runtime.knownName(found && followAlias(found, view.checker)) === 'Results'
}
