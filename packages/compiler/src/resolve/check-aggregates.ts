import { isAggregateHandler } from '../model/aggregate-parameters.js'
import { isNamed, typeKey, type NamedType } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import type { BoundCall, CallPlan } from './call-plan.js'
import { titleOf } from './method-roles.js'
import type { Scope } from './scope.js'
import type { ChainStream } from './streams.js'

/** Of handlers that decide for a stream: that there is one, and that it can be there. */
export function checkAggregates(
  plans: readonly CallPlan[],
  calls: readonly BoundCall[],
  scope: Scope,
): void {
  for (const plan of plans) {
    const { owner, method } = plan.roled
    if (!isAggregateHandler(owner, method)) continue
    const { decided, marked } = scope.aggregates
    if (decided !== undefined || marked.length > 0) continue
    const [started] = startedBy(plan)
    if (started === undefined) reportNone(plan, scope)
    else reportStart(plan, started, 'is an @AggregateHandler(), which continues one', scope)
  }
  for (const stream of scope.streams) {
    const needing = calls.find((each) => needs(each, stream))
    if (needing === undefined) continue
    const { type, isStarted } = stream.aggregate
    const starting = plans.find((plan) =>
      startedBy(plan).some((each) => typeKey(each) === typeKey(type)),
    )
    if (starting !== undefined) {
      reportStart(starting, type, `runs only when there is one: ${takes(needing, type)}`, scope)
    } else if (!isStarted) {
      scope.findings.report('start-written-as-continue', needing.plan.roled.method.location, {
        message: `${takes(needing, type)}, and nothing starts a stream of ${type.name}`,
        help: `Start it where it begins, in a handler that does not take it: return startStream(${type.name}, id, event); or take it as \`${type.name} | null\` and decide by it`,
      })
    }
  }
}

/** It ends without the state. */
function needs({ arguments: given }: BoundCall, { state }: ChainStream): boolean {
  return given.some((each) => each.kind === 'variable' && each.variable === state && each.strict)
}

function takes({ plan: { roled } }: BoundCall, { name }: NamedType): string {
  return `${titleOf(roled)} takes ${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`
}

function startedBy({ values }: CallPlan): readonly NamedType[] {
  return values.flatMap(({ returned }) => {
    const { type } = returned.use
    if (!isNamed(type, runtimeId('StartStream'))) return []
    const started = type.args[0]?.type
    return started?.kind === 'named' ? [started] : []
  })
}

function reportStart(plan: CallPlan, type: NamedType, why: string, scope: Scope): void {
  scope.findings.report('start-written-as-continue', plan.roled.method.location, {
    message: `${titleOf(plan.roled)} starts a stream of ${type.name}, and ${why}`,
  })
}

function reportNone({ roled }: CallPlan, scope: Scope): void {
  scope.findings.report('aggregate-not-found', roled.method.location, {
    message: `${titleOf(roled)} is an @AggregateHandler(), and takes nothing that events change`,
    help: 'Take the state it decides for, a class with apply… methods: order: Readonly<Order>; or its stream: EventStream<Order>',
  })
}
