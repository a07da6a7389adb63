import ts from '#typescript'
import type { RuntimeName } from '../vocabulary.js'
import { plainExpression, type OurCall } from './decorators.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

/**
 * The call of ours that an expression is or that a constant holds: `Use(Auth)`, `Protected` of
 * `const Protected = Use(Auth)`, `G('/todos')` of `const G = Get`, in whatever file. What may hold another value at another
 * time, or what a function makes, is not followed.
 */
export function followedCall(
  expression: ts.Expression,
  view: ProgramView,
  seen: readonly ts.Node[] = [],
): OurCall | undefined {
  const plain = plainExpression(expression)
  if (seen.includes(plain)) return undefined
  if (ts.isCallExpression(plain)) {
    const name = functionName(plain.expression, view, [...seen, plain])
    return name === undefined ? undefined : { name, call: plain }
  }
  const kept = keptValue(namedSymbol(plain, view))
  return kept && followedCall(kept, view, [...seen, plain])
}

/** What the runtime calls a function: `Get` of `Get`, `critter.Get` and `const G = Get`. */
function functionName(
  callee: ts.Expression,
  view: ProgramView,
  seen: readonly ts.Node[],
): RuntimeName | undefined {
  const plain = plainExpression(callee)
  if (seen.includes(plain)) return undefined
  const symbol = namedSymbol(plain, view)
  const name = view.runtime.knownName(symbol)
  if (name !== undefined) return name
  const kept = keptValue(symbol)
  return kept && functionName(kept, view, [...seen, plain])
}

function namedSymbol(expression: ts.Expression, { checker }: ProgramView): ts.Symbol | undefined {
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return undefined
  const { parent } = expression
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(expression)
  return symbol && followAlias(symbol, checker)
}

/** What a `const`, or `export default`, holds from beginning to end. */
function keptValue(symbol: ts.Symbol | undefined): ts.Expression | undefined {
  const declaration = symbol?.declarations?.[0]
  if (declaration === undefined) return undefined
  if (ts.isExportAssignment(declaration)) return declaration.expression
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined
  const { flags } = declaration.parent
  const isConst = (flags & ts.NodeFlags.Const) !== 0 && (flags & ts.NodeFlags.Using) === 0
  return isConst ? declaration.initializer : undefined
}
