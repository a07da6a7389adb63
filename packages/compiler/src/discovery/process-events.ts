import type ts from '#typescript'
import type { ProcessModel } from '../model/process-model.js'
import { processResult } from '../model/process-result.js'
import type { NamedType } from '../model/type-ref.js'
import type { Unit } from './unit.js'

/** Classes of what its methods return to be recorded. */
export function eventsReturned({ steps, complete }: ProcessModel): readonly NamedType[] {
  const methods = steps.map((each) => each.method)
  return [...methods, ...(complete === undefined ? [] : [complete])].flatMap(
    ({ returns }) => processResult(returns).events,
  )
}

export function symbolsMentioned(
  types: readonly NamedType[],
  { mentions }: Unit,
): readonly ts.Symbol[] {
  const ids = new Set(types.map((each) => each.id))
  return [...mentions.values()].flatMap(({ ref, symbol }) =>
    symbol !== undefined && ids.has(ref.id) ? [symbol] : [],
  )
}
