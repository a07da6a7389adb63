import ts from '#typescript'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

/** The statuses of `throw new ProblemError({ status: 409, … })` in a method's own body, sorted. Of what it calls, nobody knows. */
export function thrownProblems(method: ts.MethodDeclaration, view: ProgramView): readonly number[] {
  const { body } = method
  if (body === undefined || !body.getText().includes('ProblemError')) return []
  const found = new Set<number>()
  const visit = (node: ts.Node): void => {
    if (ts.isTryStatement(node) && node.catchClause !== undefined) {
      // What the body catches itself does not leave it.
      visit(node.catchClause)
      if (node.finallyBlock !== undefined) visit(node.finallyBlock)
      return
    }
    const status = ts.isThrowStatement(node) ? statusOf(node.expression, view) : undefined
    if (status !== undefined) found.add(status)
    ts.forEachChild(node, visit)
  }
  visit(body)
  return [...found].sort((a, b) => a - b)
}

function statusOf(thrown: ts.Expression, view: ProgramView): number | undefined {
  if (!ts.isNewExpression(thrown) || !isProblemError(thrown.expression, view)) return undefined
  const [init] = thrown.arguments ?? []
  if (init === undefined || !ts.isObjectLiteralExpression(init)) return undefined
  const status = init.properties.find(
    (each) => ts.isPropertyAssignment(each) && each.name.getText() === 'status',
  )
  if (status === undefined || !ts.isPropertyAssignment(status)) return undefined
  const type = view.checker.getTypeAtLocation(status.initializer)
  return type.isNumberLiteral() ? type.value : undefined
}

function isProblemError(expression: ts.Expression, { checker, runtime }: ProgramView): boolean {
  const symbol = checker.getSymbolAtLocation(
    ts.isPropertyAccessExpression(expression) ? expression.name : expression,
  )
  return symbol !== undefined && runtime.knownName(followAlias(symbol, checker)) === 'ProblemError'
}
