import ts from '#typescript'
import type { Expression, LiteralExpression } from '../model/expression.js'
import type { ExpressionScope } from './expression-scope.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

/** `maximum`, `RoomType.king`: what the type alone says. */
export function readConstant(
  node: ts.Identifier | ts.PropertyAccessExpression,
  scope: ExpressionScope,
): LiteralExpression | undefined {
  const { checker } = scope.view
  if (ts.isPropertyAccessExpression(node) && !isConstantAccess(node, scope.view)) return undefined
  const found = checker.getSymbolAtLocation(node)
  const symbol = found && followAlias(found, checker)
  const { flags = 0, valueDeclaration } = symbol ?? {}
  const isConstant =
    flags & ts.SymbolFlags.EnumMember ||
    (valueDeclaration !== undefined &&
      (ts.isPropertyAccessExpression(node) || ts.isVariableDeclaration(valueDeclaration)))
  return isConstant ? readLiteral(node, scope) : undefined
}

/** A literal, or what has the type of one. */
export function readLiteral(
  node: ts.Expression,
  scope: ExpressionScope,
): LiteralExpression | undefined {
  const base = scope.base(node)
  if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: 'literal', ...base, value: null }
  const type = scope.view.checker.getTypeAtLocation(node)
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    return { kind: 'literal', ...base, value: type.value }
  }
  if (type.flags & ts.TypeFlags.BigIntLiteral) {
    const { negative, base10Value } = (type as ts.BigIntLiteralType).value
    return { kind: 'literal', ...base, value: { bigint: `${negative ? '-' : ''}${base10Value}` } }
  }
  if (type.flags & ts.TypeFlags.BooleanLiteral) {
    return { kind: 'literal', ...base, value: scope.view.checker.typeToString(type) === 'true' }
  }
  return undefined
}

/** `RoomType.king`, `limits.most`: of an enum, or of a constant object. */
function isConstantAccess(node: ts.PropertyAccessExpression, { checker }: ProgramView): boolean {
  if (!ts.isIdentifier(node.expression)) return false
  const found = checker.getSymbolAtLocation(node.expression)
  const symbol = found && followAlias(found, checker)
  if (symbol === undefined) return false
  if (symbol.flags & ts.SymbolFlags.Enum) return true
  const { valueDeclaration } = symbol
  return (
    valueDeclaration !== undefined &&
    ts.isVariableDeclaration(valueDeclaration) &&
    (ts.getCombinedNodeFlags(valueDeclaration) & ts.NodeFlags.Const) !== 0
  )
}

/** `-1` is a literal, too. */
export function negated(operand: Expression): number | { readonly bigint: string } | undefined {
  if (operand.kind !== 'literal') return undefined
  const { value } = operand
  if (typeof value === 'number') return -value
  return typeof value === 'object' && value !== null ? { bigint: `-${value.bigint}` } : undefined
}
