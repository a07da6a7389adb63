import type ts from '#typescript'
import type { ProgramView } from './program-view.js'

/** What an expression is known to be when the code is compiled: `'/todos'`, a constant, `Verbs.get`. */
export function literalText(expression: ts.Expression, view: ProgramView): string | undefined {
  const type = view.checker.getTypeAtLocation(expression)
  return type.isStringLiteral() ? type.value : undefined
}
