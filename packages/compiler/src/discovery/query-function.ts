import ts from '#typescript'
import type { Expression, Lambda, UnsupportedExpression } from '../model/expression.js'
import type { ExpressionScope } from './expression-scope.js'
import { locate } from './locate.js'

export type ReadExpression = (node: ts.Expression) => Expression

/** `(document) => …` */
export function readFunction(
  node: ts.ArrowFunction | ts.FunctionExpression,
  scope: ExpressionScope,
  read: ReadExpression,
): Expression | Lambda {
  const [parameter, ...others] = node.parameters
  if (ts.isFunctionExpression(node) || others.length > 0) {
    return scope.unsupported(
      node,
      'A query takes arrow functions of one parameter',
      'Write (document) => …',
    )
  }
  const name = parameter?.name
  if (name !== undefined && !ts.isIdentifier(name)) {
    return scope.unsupported(
      name,
      'A parameter that is taken apart cannot be translated',
      'Name it, and its members in place: (document) => document.name',
    )
  }
  const variable = scope.declare(name, node)
  const body = returned(node.body)
  return {
    kind: 'lambda',
    parameter: variable,
    body: 'statement' in body ? refuseStatement(body.statement, scope) : read(body),
    location: locate(scope.view.root, node),
  }
}

function refuseStatement(statement: ts.Node, scope: ExpressionScope): UnsupportedExpression {
  const help = ts.isIterationStatement(statement, false)
    ? 'Ask the list with some, every, includes or length'
    : ts.isVariableStatement(statement)
      ? 'Write the expression where it is used'
      : ts.isIfStatement(statement)
        ? 'Join the conditions with && and ||'
        : 'Write one expression: (document) => document.name === this.name'
  return scope.unsupported(statement, `${whatStatement(statement)} cannot be translated`, help)
}

/** `A loop`, as it is called in messages. */
export function whatStatement(statement: ts.Node): string {
  if (ts.isIterationStatement(statement, false)) return 'A loop'
  if (ts.isVariableStatement(statement)) return 'A local variable'
  return ts.isIfStatement(statement) ? 'An if' : 'A statement'
}

/** The expression an arrow function returns, or the statement that stands in the way. */
export function returned(body: ts.ConciseBody): ts.Expression | { readonly statement: ts.Node } {
  if (!ts.isBlock(body)) return body
  const [only, ...others] = body.statements
  if (only === undefined) return { statement: body }
  if (ts.isReturnStatement(only) && only.expression !== undefined) {
    return others[0] === undefined ? only.expression : { statement: others[0] }
  }
  return { statement: only }
}
