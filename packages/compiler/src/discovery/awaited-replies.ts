import ts from '#typescript'
import type { TypeId } from '../model/type-ref.js'
import { classNamed } from './known-calls.js'
import type { ProgramView } from './program-view.js'

/** Classes that a file awaits as the answer to a message: `bus.invoke(new PlaceOrder(…), OrderStatus)`. */
export function awaitedReplies(source: ts.SourceFile, view: ProgramView): readonly TypeId[] {
  if (!/\binvoke\b/.test(source.text)) return []
  const found: TypeId[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isInvoke(node)) {
      const symbol = classNamed(node.arguments[1], view)
      if (symbol !== undefined) found.push(view.ids.idOf(symbol))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isInvoke({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'invoke'
}
