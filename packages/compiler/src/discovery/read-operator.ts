import ts from '#typescript'
import type { BinaryOperator, Expression } from '../model/expression.js'
import type { ExpressionScope } from './expression-scope.js'
import type { ReadExpression } from './query-function.js'
import { negated } from './read-constant.js'

export function readBinary(
  node: ts.BinaryExpression,
  scope: ExpressionScope,
  read: ReadExpression,
): Expression {
  const operator = node.operatorToken.getText() as BinaryOperator
  const base = scope.base(node)
  if (!binaryOperators.has(operator)) {
    const isAssignment = operator.endsWith('=')
    return scope.unsupported(
      node.operatorToken,
      `The operator ${operator} cannot be translated`,
      isAssignment
        ? 'A query changes nothing: compare with ==='
        : `Use one of ${[...binaryOperators].join(' ')}`,
    )
  }
  return {
    kind: 'binary',
    ...base,
    operator,
    left: read(node.left),
    right: read(node.right),
  }
}

/** `undefined`: of an operator that is none of a query. */
export function readUnary(
  node: ts.PrefixUnaryExpression,
  scope: ExpressionScope,
  read: ReadExpression,
): Expression | undefined {
  const operator = unaryOperators.get(node.operator)
  if (operator === undefined) return undefined
  const operand = read(node.operand)
  const negative = operator === '-' ? negated(operand) : undefined
  const base = scope.base(node)
  return negative === undefined
    ? { kind: 'unary', ...base, operator, operand }
    : { kind: 'literal', ...base, value: negative }
}

const binaryOperators: ReadonlySet<string> = new Set<BinaryOperator>([
  '===',
  '!==',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '??',
  '+',
  '-',
  '*',
  '/',
  '%',
])
const unaryOperators = new Map([
  [ts.SyntaxKind.ExclamationToken, '!'],
  [ts.SyntaxKind.MinusToken, '-'],
  [ts.SyntaxKind.PlusToken, '+'],
] as const) as ReadonlyMap<ts.SyntaxKind, '!' | '-' | '+'>
