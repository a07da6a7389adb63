import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import { bareType } from './bare-type.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { MethodSite } from './read-method.js'
import type { Reading } from './reading.js'
import { typeArguments } from './type-arguments.js'

/** Of what is returned the whole is awaited, and nothing within it: a promise in a tuple would be taken for its value. */
export function checkPromises(
  { name, callable, signature }: MethodSite,
  view: ProgramView,
  reading: Reading,
): void {
  const { checker, root } = view
  const found = signature(view)
  const returned = found?.getReturnType()
  if (returned !== undefined && holdsPromise(returned, view)) {
    const location = locate(root, callable.type ?? callable.name ?? callable)
    reading.report(
      diagnostic('unawaited-value', location, {
        message: `${name} returns ${checker.typeToString(returned)}: what is within is not awaited`,
      }),
    )
  }
  for (const symbol of found?.getParameters() ?? []) {
    const { valueDeclaration: declaration } = symbol
    const type = checker.getTypeOfSymbolAtLocation(symbol, callable)
    if (declaration === undefined || !bareType(type, view).isPromise) continue
    reading.report(
      diagnostic('unawaited-value', locate(root, declaration), {
        message: `${name} takes ${symbol.name} as ${checker.typeToString(type)}, and would be given the value itself`,
        help: 'Take it without Promise: what is asynchronous is awaited before',
      }),
    )
  }
}

function holdsPromise(type: ts.Type, view: ProgramView): boolean {
  return bareType(type, view)
    .members.flatMap((each) => partsOf(each, view))
    .some((each) => bareType(each, view).isPromise)
}

/** Elements of a tuple, of a list, of an iterable; members of an object that has no name. */
function partsOf(type: ts.Type, view: ProgramView): readonly ts.Type[] {
  const { checker, ids } = view
  if (checker.isTupleType(type) || checker.isArrayType(type)) return typeArguments(type, view)
  const symbol = type.getSymbol()
  if (symbol === undefined) return []
  if (ids.isGlobal(symbol)) return typeArguments(type, view).slice(0, 1)
  if ((symbol.flags & ts.SymbolFlags.TypeLiteral) === 0) return []
  return type.getProperties().map((each) => checker.getTypeOfSymbol(each))
}
