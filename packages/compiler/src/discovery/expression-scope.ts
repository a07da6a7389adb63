import type ts from '#typescript'
import type { UnsupportedExpression, VariableExpression } from '../model/expression.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { valueType } from './value-type.js'

/** What is known while the expressions of one query are read: the parameters of its arrow functions. */
export class ExpressionScope {
  readonly view: ProgramView
  readonly #variables = new Map<ts.Symbol, VariableExpression>()
  #declared = 0

  constructor(view: ProgramView) {
    this.view = view
  }

  /** `() => this.all` takes nothing, and asks nothing of the document. */
  declare(name: ts.Identifier | undefined, lambda: ts.Node): VariableExpression {
    const variable: VariableExpression = {
      kind: 'variable',
      ...this.base(name ?? lambda),
      id: this.#declared++,
      name: name?.text ?? 'document',
    }
    const symbol = name && this.view.checker.getSymbolAtLocation(name)
    if (symbol !== undefined) this.#variables.set(symbol, variable)
    return variable
  }

  variable(symbol: ts.Symbol | undefined): VariableExpression | undefined {
    return symbol && this.#variables.get(symbol)
  }

  base(node: ts.Node) {
    const { checker, root } = this.view
    return {
      type: valueType(checker.getTypeAtLocation(node), this.view),
      location: locate(root, node),
    }
  }

  unsupported(node: ts.Node, message: string, help: string): UnsupportedExpression {
    return { kind: 'unsupported', ...this.base(node), message, help }
  }
}
