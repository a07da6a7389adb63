import ts from '#typescript'
import { followedCall } from './followed-call.js'
import type { RuntimeName } from '../vocabulary.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

/** A call of a function of ours: of a decorator, `byId`, `startStream` … */
export interface OurCall {
  /** As the runtime exports it. */
  readonly name: RuntimeName
  readonly call: ts.CallExpression
}

/** What a decorator of ours calls, be it in another file. */
export interface OurDecorator extends OurCall {
  readonly at: ts.Decorator
}

/** Decorators of ours on a class or method, in source order, constants followed. */
export function ourDecorators(node: ts.HasDecorators, view: ProgramView): readonly OurDecorator[] {
  return (ts.getDecorators(node) ?? []).flatMap((at) => {
    const found = followedCall(at.expression, view)
    return found === undefined ? [] : [{ ...found, at }]
  })
}

export function ourCall(node: ts.Node, view: ProgramView): OurCall | undefined {
  if (!ts.isCallExpression(node)) return undefined
  const name = view.runtime.knownName(calledSymbol(node.expression, view))
  return name === undefined ? undefined : { name, call: node }
}

/** Of `Post` and `critter.Post`, aliases followed. */
function calledSymbol(callee: ts.Expression, view: ProgramView): ts.Symbol | undefined {
  const { checker } = view
  if (ts.isPropertyAccessExpression(callee)) {
    // Only a namespace has our functions as members; to ask for the type of every receiver takes long.
    const namespace = ts.isIdentifier(callee.expression)
      ? checker.getSymbolAtLocation(callee.expression)
      : undefined
    if (namespace?.declarations?.some(ts.isNamespaceImport) !== true) return undefined
  } else if (!ts.isIdentifier(callee)) return undefined
  const symbol = checker.getSymbolAtLocation(ts.isIdentifier(callee) ? callee : callee.name)
  return symbol && followAlias(symbol, view.checker)
}

/** Without parentheses, `as const`, `<const>`, `satisfies …`, `!`. */
export function plainExpression(expression: ts.Expression): ts.Expression {
  let current = expression
  while (
    ts.isParenthesizedExpression(current) ||
    ts.isAsExpression(current) ||
    ts.isTypeAssertionExpression(current) ||
    ts.isSatisfiesExpression(current) ||
    ts.isNonNullExpression(current)
  ) {
    current = current.expression
  }
  return current
}
