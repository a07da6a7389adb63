import { typeKey } from '../model/type-ref.js'
import type { CallPlan } from './call-plan.js'
import type { RoledMethod } from './method-roles.js'
import type { Scope } from './scope.js'
import { findProduced } from './sources/produced.js'
import { descendsFrom, isData, isSimple } from './type-kinds.js'

/**
 * Which of a class's methods stand around one endpoint. Alone in its class, an endpoint has all of them. Among several, a
 * before-method that only returns data runs where the data is used, and everything else where its data is there.
 */
export function selectMethods(
  plans: readonly CallPlan[],
  decide: CallPlan,
  isAlone: boolean,
  scope: Scope,
): readonly CallPlan[] {
  if (isAlone) return plans
  const chosen = new Set(
    plans.filter((each) => !onlyReturnsData(each) && accepts(each.roled, scope)),
  )
  // What is used by a chosen method is chosen, until nothing is added.
  for (const user of [decide, ...chosen]) addUsed(user, plans, chosen, scope)
  return plans.filter((each) => chosen.has(each))
}

function addUsed(
  user: CallPlan,
  plans: readonly CallPlan[],
  chosen: Set<CallPlan>,
  scope: Scope,
): void {
  for (const parameter of user.roled.method.parameters) {
    if (parameter.use === undefined || parameter.marker !== undefined) continue
    const asker = { ...user.roled, kind: 'method' as const, title: '' }
    for (const found of findProduced({ parameter, use: parameter.use, asker }, scope)) {
      const producer = plans.find((each) => each.roled.method === found.by.method)
      if (producer === undefined || chosen.has(producer)) continue
      chosen.add(producer)
      addUsed(producer, plans, chosen, scope)
    }
  }
}

function onlyReturnsData({ roled, meaning, stops, values }: CallPlan): boolean {
  if (roled.role !== 'before' || meaning.stops.length > 0 || stops.length > 0) return false
  return (
    values.length > 0 &&
    values.every(({ returned }) => returned.category === 'data' || returned.category === 'read')
  )
}

/** Every piece of data it takes is the body or comes from a method of the class. */
function accepts(roled: RoledMethod, scope: Scope): boolean {
  return roled.method.parameters.every((parameter) => {
    const { use, marker } = parameter
    if (use === undefined || marker !== undefined || parameter.optional) return true
    if (isSimple(use.type, scope.model) || !isData(use.type, scope.model)) return true
    const body = scope.body?.variable.use.type
    if (body !== undefined) {
      if (typeKey(body) === typeKey(use.type) || descendsFrom(body, use.type, scope.model))
        return true
    }
    const asker = { ...roled, kind: 'method' as const, title: '' }
    return findProduced({ parameter, use, asker }, scope).length > 0
  })
}
