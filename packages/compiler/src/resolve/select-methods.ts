import type { CallPlan } from './call-plan.js'
import type { RoledMethod } from './method-roles.js'
import { routeParameters } from './route-path.js'
import type { Scope } from './scope.js'
import { entityOfEndpoint } from './sources/entity.js'
import { isFileOrList } from './sources/files.js'
import { findProduced } from './sources/produced.js'
import { isData, isOrDescends, isSimple } from './type-kinds.js'

/**
 * Which of a class's methods stand around one endpoint. Alone in its class, an endpoint has all of them. Among several, a
 * before-method that only returns data runs where one of the users takes it, and everything else where its data is there.
 */
export function selectMethods(
  plans: readonly CallPlan[],
  users: readonly CallPlan[],
  isAlone: boolean,
  scope: Scope,
): readonly CallPlan[] {
  if (isAlone) return plans
  const accepting = plans.filter((each) => !onlyReturnsData(each) && accepts(each.roled, scope, []))
  const chosen = usedBy([...users, ...accepting], plans, scope)
  return plans.filter((each) => accepting.includes(each) || chosen.has(each))
}

/** What is used by one of the users, or by what they use, and so on. */
export function usedBy(
  users: readonly CallPlan[],
  plans: readonly CallPlan[],
  scope: Scope,
): ReadonlySet<CallPlan> {
  const used = new Set<CallPlan>()
  const open = [...users]
  for (let user = open.pop(); user !== undefined; user = open.pop()) {
    for (const each of producersFor(user.roled, scope)) {
      const producer = plans.find((plan) => plan.roled.method === each.method)
      if (producer === undefined || used.has(producer)) continue
      used.add(producer)
      open.push(producer)
    }
  }
  return used
}

function producersFor(roled: RoledMethod, scope: Scope): readonly RoledMethod[] {
  return roled.method.parameters.flatMap((parameter) => {
    if (parameter.use === undefined || parameter.marker !== undefined) return []
    const question = {
      parameter,
      use: parameter.use,
      asker: { ...roled, kind: 'method', title: '' },
    } as const
    return findProduced(question, scope).map((each) => each.by)
  })
}

function onlyReturnsData({ roled, meaning, stops, values }: CallPlan): boolean {
  if (roled.role !== 'before' || meaning.stops.length > 0 || stops.length > 0) return false
  return (
    values.length > 0 &&
    values.every(({ returned }) => returned.category === 'data' || returned.category === 'read')
  )
}

/** Everything it takes is there in this chain: the body, the request's values, or what an accepted method makes of them. */
function accepts(roled: RoledMethod, scope: Scope, path: readonly RoledMethod[]): boolean {
  if (path.includes(roled)) return false
  return roled.method.parameters.every((parameter) => {
    const { use, marker, name } = parameter
    if (use === undefined || marker !== undefined || parameter.optional) return true
    const body = scope.body?.variable.use.type
    if (body !== undefined && isOrDescends(body, use.type, scope.model)) return true
    if (entityOfEndpoint(use.type, scope) !== undefined) return true
    const asker = { ...roled, kind: 'method' as const, title: '' }
    const found = findProduced({ parameter, use, asker }, scope)
    // What is decided or comes later is there for what comes after it.
    const runs = (by: RoledMethod) => by.role !== 'before' || by.level < roled.level
    if (found.some(({ by }) => runs(by) || accepts(by, scope, [...path, roled]))) return true
    if (isFileOrList(use.type)) return isFileOfEndpoint(name, scope)
    if (isSimple(use.type, scope.model)) return isNamedByEndpoint(name, scope)
    return !isData(use.type, scope.model)
  })
}

function isNamedByEndpoint(name: string | undefined, { route, chain }: Scope): boolean {
  return (
    route !== undefined &&
    (routeParameters(route.path).some((each) => each.name === name) ||
      chain.method.parameters.some((each) => each.name === name))
  )
}

function isFileOfEndpoint(name: string | undefined, { chain }: Scope): boolean {
  return chain.method.parameters.some(
    (each) => each.name === name && each.use !== undefined && isFileOrList(each.use.type),
  )
}
