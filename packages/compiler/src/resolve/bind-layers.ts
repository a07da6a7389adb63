import type { Variable } from '../frames/variable.js'
import type { ClassModel } from '../model/method-model.js'
import { bindCalls } from './bind-methods.js'
import { bindCatches, type BoundCatch } from './bind-catches.js'
import type { BoundCall, CallPlan } from './call-plan.js'
import { orderCalls } from './order-calls.js'
import { ofRole } from './plan-methods.js'
import type { Scope } from './scope.js'
import { factsOf } from './type-kinds.js'

/** What one class does around the decision: a middleware, or the endpoint's own. */
export interface BoundLayer {
  readonly class: ClassModel
  readonly befores: readonly BoundCall[]
  readonly afters: readonly BoundCall[]
  readonly afterCommits: readonly BoundCall[]
  readonly catches: readonly BoundCatch[]
  readonly atEnd: readonly BoundCall[]
  /** What a middleware returns and generated code ends. */
  readonly disposables: readonly Disposable[]
}

export interface Disposable {
  readonly value: Variable
  readonly isAsync: boolean
}

/** One layer per class, the outermost first. `undefined`: a circle was reported. */
export function bindLayers(
  around: readonly CallPlan[],
  befores: readonly BoundCall[],
  scope: Scope,
): readonly BoundLayer[] | undefined {
  const layers = scope.layers.map((owner, level): BoundLayer | undefined => {
    const plans = around.filter((each) => each.roled.level === level)
    const ordered = orderCalls(
      befores.filter((each) => each.plan.roled.level === level),
      scope,
    )
    return (
      ordered && {
        class: owner,
        befores: ordered,
        afters: bindCalls(ofRole(plans, 'after'), scope),
        afterCommits: bindCalls(ofRole(plans, 'after-commit'), scope),
        atEnd: bindCalls(ofRole(plans, 'finally'), scope),
        catches: bindCatches(ofRole(plans, 'on-exception'), scope),
        disposables: level < scope.ownLevel ? disposables(ofRole(plans, 'before'), scope) : [],
      }
    )
  })
  return layers.includes(undefined) ? undefined : layers.filter((each) => each !== undefined)
}

function disposables(plans: readonly CallPlan[], scope: Scope): readonly Disposable[] {
  return plans.flatMap(({ values }) =>
    values.flatMap(({ returned, variable }) =>
      returned.category === 'data' ? disposalOf(variable, scope) : [],
    ),
  )
}

export function disposalOf(value: Variable, scope: Scope): readonly Disposable[] {
  const by = factsOf(value.use.type, scope.model)?.disposable
  return by === undefined ? [] : [{ value, isAsync: by === 'async' }]
}
