import ts from '#typescript'
import type { ReturnModel, SessionReads } from '../model/method-model.js'
import type { TypeId } from '../model/type-ref.js'
import { classNamed } from './known-calls.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { countRoundTrips } from './round-trips.js'
import { sequentialRead } from './sequential-reads.js'

/** How often one call of the method goes to the database, as far as it can be seen. One that answers at once never does. */
export function readSessionReads(
  { body }: ts.MethodDeclaration,
  { isAsync, iteration }: Pick<ReturnModel, 'isAsync' | 'iteration'>,
  view: ProgramView,
): SessionReads {
  if (body === undefined || !(isAsync || iteration === 'async')) {
    return { roundTrips: 0, sequential: undefined }
  }
  const second = sequentialRead(body, view)
  const asks = askedClasses(body, view)
  return {
    roundTrips: countRoundTrips(body, view),
    sequential: second && locate(view.root, second),
    ...(asks.length === 0 ? {} : { asks }),
  }
}

/** `session.query(new OpenShops({ city }))`, or with the instance made before. */
function askedClasses(body: ts.Block, view: ProgramView): readonly TypeId[] {
  if (!/\bquery\s*\(/.test(body.getText())) return []
  const found = new Set<TypeId>()
  const visit = (node: ts.Node): void => {
    const made = ts.isNewExpression(node) ? classNamed(node.expression, view) : undefined
    if (made !== undefined) found.add(view.ids.idOf(made))
    ts.forEachChild(node, visit)
  }
  visit(body)
  return [...found]
}
