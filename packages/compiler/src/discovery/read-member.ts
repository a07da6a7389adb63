import ts from '#typescript'
import type { Expression } from '../model/expression.js'
import type { ExpressionScope } from './expression-scope.js'
import { shortType } from './untranslatable.js'
import { valueType } from './value-type.js'

/** `document.city`: `of` is what stands before the name. */
export function readMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  of: Expression,
  name: string,
  scope: ExpressionScope,
): Expression {
  const { checker } = scope.view
  const { expression: receiver } = node
  if (of.kind === 'unsupported') return of
  const base = scope.base(node)
  const held = checker.getNonNullableType(checker.getTypeAtLocation(receiver))
  const symbol = checker.getPropertyOfType(held, name)
  if (symbol === undefined) {
    const names = checker.getPropertiesOfType(held).map((each) => each.name)
    return scope.unsupported(
      node,
      `${shortType(of.type.text)} has no member ${name}`,
      names.length === 0
        ? 'Name a member that it has'
        : `Name one of ${names.slice(0, 8).join(', ')}`,
    )
  }
  if (!isThis(of) && isComputed(symbol) && of.type.kind === 'object') {
    return scope.unsupported(
      node,
      `${name} is computed when it is asked for, not stored`,
      'Compare the members it is made from',
    )
  }
  if (isThis(of) && isHidden(symbol)) {
    return scope.unsupported(
      node,
      `${name} is not public, and generated code reads the parameters of a query`,
      'Make it public',
    )
  }
  const declared = valueType(checker.getTypeOfSymbolAtLocation(symbol, node), scope.view)
  const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0
  return {
    kind: 'member',
    ...base,
    of,
    name,
    mayBeMissing: declared.null || declared.undefined || optional,
  }
}

/** A getter, a setter or a method: nothing that is stored. */
function isComputed(symbol: ts.Symbol): boolean {
  return (symbol.flags & (ts.SymbolFlags.Accessor | ts.SymbolFlags.Method)) !== 0
}

function isHidden(symbol: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return (symbol.declarations ?? []).some(
    (each) =>
      (ts.getCombinedModifierFlags(each) & hidden) !== 0 ||
      (ts.isPropertyDeclaration(each) && ts.isPrivateIdentifier(each.name)),
  )
}

function isThis(of: Expression): boolean {
  return of.kind === 'this'
}
