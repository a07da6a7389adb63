import type { Argument } from '../frames/argument.js'
import { passes } from '../frames/flow.js'
import type { Variable } from '../frames/variable.js'
import { arrange } from './arrange.js'
import { variablesOf, type BoundCall } from './call-plan.js'
import type { Scope } from './scope.js'

/** Before-methods in source order, moved only so that a producer precedes its users. `undefined`: a circle was reported. */
export function orderCalls(
  calls: readonly BoundCall[],
  scope: Scope,
): readonly BoundCall[] | undefined {
  const makers = new Map(
    calls.flatMap((call) => variablesOf(call.plan).map((variable) => [variable, call] as const)),
  )
  const needs = (call: BoundCall) => makersOf(call.arguments, makers, scope)
  const arranged = arrange(calls, needs)
  if (!('kind' in arranged)) return arranged
  const [first] = arranged.items
  if (first !== undefined) {
    const names = [...arranged.items, first].map((each) => each.plan.roled.method.name)
    scope.findings.report('circular-data-flow', first.plan.roled.method.location, {
      message: `Methods of ${scope.chain.class.type.name} need each other: ${names.join(' → ')}`,
    })
  }
  return undefined
}

function makersOf(
  given: readonly Argument[],
  makers: ReadonlyMap<Variable, BoundCall>,
  scope: Scope,
): readonly BoundCall[] {
  return given.flatMap((each) => {
    if (each.kind !== 'variable' && each.kind !== 'member') return []
    const maker = makers.get(each.variable)
    if (maker !== undefined) return [maker]
    const frame = scope.onDemand.get(each.variable)
    if (frame === undefined) return []
    return makersOf(passes(frame), makers, scope)
  })
}
