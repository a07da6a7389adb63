import type { Variable } from '../frames/variable.js'
import type { AggregateModel } from '../model/aggregate-model.js'
import { describeType, typeKey } from '../model/type-ref.js'
import { askerFor } from './bind-methods.js'
import type { CallPlan, PlannedValue } from './call-plan.js'
import { aggregateOf } from './chain-aggregates.js'
import { titleOf } from './method-roles.js'
import { applies, eventsIn, howAppended, isDeclaredEvents } from './returns/events.js'
import type { Scope } from './scope.js'
import { stateUse, streamOf, type ChainStream } from './streams.js'
import { reportUnknownEvents } from './unknown-events.js'

/** Where what was decided goes. */
export interface BoundEvents {
  /** By the value that holds the events. */
  readonly appends: ReadonlyMap<Variable, Append>
  /** By the `UpdatedAggregate` that asks for the state after them. */
  readonly updates: ReadonlyMap<Variable, Update>
}

export interface Append {
  readonly stream: Variable
  readonly how: 'one' | 'all' | 'each'
}

export interface Update {
  readonly stream: Variable
  readonly state: Variable
}

export function bindEvents(plans: readonly CallPlan[], scope: Scope): BoundEvents {
  const appends = new Map<Variable, Append>()
  const updates = new Map<Variable, Update>()
  if (scope.aggregates.written.length === 0) return { appends, updates }
  const decided = decidedStream(plans, scope)
  if (decided === 'reported') return { appends, updates }
  for (const plan of plans) {
    reportUnknownEvents(plan, scope)
    for (const value of plan.values) {
      const { variable, returned } = value
      if (returned.category === 'events') {
        const found = streamFor(value, plan, decided, scope)
        if (found === undefined) continue
        reportUnapplied(value, plan, found.aggregate, scope)
        appends.set(variable, { stream: found.stream, how: howAppended(returned.use.type) })
      }
      if (returned.category === 'updated') {
        const found = updatedStream(value, plan, scope)
        if (found === undefined) continue
        const { type } = found.aggregate
        const state = scope.variable(`updated${type.name}`, stateUse(type, false))
        updates.set(variable, { stream: found.stream, state })
      }
    }
  }
  return { appends, updates }
}

/** Of `@AggregateHandler()`, be it that no method takes its state. */
function decidedStream(
  [plan]: readonly CallPlan[],
  scope: Scope,
): ChainStream | 'reported' | undefined {
  const { decided } = scope.aggregates
  if (decided === undefined || plan === undefined) return undefined
  const known = scope.streams.find((each) => each.aggregate === decided)
  if (known !== undefined) return known
  // Whoever takes it has been told that it is nowhere.
  if (!scope.findings.sound) return 'reported'
  const { method } = plan.roled
  const use = stateUse(decided.type, true)
  const { location } = method
  const parameter = { name: undefined, use, marker: undefined, optional: false, location }
  return streamOf(decided, undefined, { parameter, use, asker: askerFor(plan.roled) }, scope)
}

function streamFor(
  { returned }: PlannedValue,
  plan: CallPlan,
  decided: ChainStream | undefined,
  scope: Scope,
): ChainStream | undefined {
  const events = eventsIn(returned.use.type, scope.model)
  const { streams } = scope
  const applying = streams.filter((each) =>
    events.every((event) => applies(each.aggregate, event, scope.model)),
  )
  const candidates =
    applying.length > 0
      ? applying
      : streams.length === 1 || decided === undefined
        ? streams
        : [decided]
  const [only, ...others] = candidates
  if (others.length === 0) return only
  const all = candidates.map((each) => scope.nameFor(each.state)).join(', ')
  scope.findings.report('ambiguous-event', plan.roled.method.returns.location, {
    message: `The ${returned.use.text()} that ${titleOf(plan.roled)} returns could belong to several streams: ${all}`,
  })
  return undefined
}

/** Whoever declares `Events<…>` has said that it is one. */
function reportUnapplied(
  { returned }: PlannedValue,
  { roled }: CallPlan,
  aggregate: AggregateModel,
  scope: Scope,
): void {
  if (!isDeclaredEvents(returned.use.type)) return
  for (const event of eventsIn(returned.use.type, scope.model)) {
    if (applies(aggregate, event, scope.model)) continue
    scope.findings.report('event-not-applied', roled.method.returns.location, {
      message: `${titleOf(roled)} records ${describeType(event)}, and no method of ${aggregate.type.name} applies it`,
    })
  }
}

function updatedStream(
  { returned }: PlannedValue,
  { roled }: CallPlan,
  scope: Scope,
): ChainStream | undefined {
  const { type } = returned.use
  const updated = type.kind === 'named' ? type.args[0]?.type : undefined
  const aggregate = updated && aggregateOf(updated, scope.model)
  const found = scope.streams.filter(
    (each) => aggregate && typeKey(each.aggregate.type) === typeKey(aggregate.type),
  )
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only
  const what = others.length > 0 ? 'of several streams' : 'of a stream that is not decided for'
  scope.findings.report('aggregate-not-found', roled.method.returns.location, {
    message: `${titleOf(roled)} returns ${returned.use.text()} ${what}`,
  })
  return undefined
}
