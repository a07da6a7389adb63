import type { Argument } from '../frames/argument.js'
import type { Variable } from '../frames/variable.js'
import { describeType } from '../model/type-ref.js'
import { bindAll } from './bind.js'
import type { BoundCall, CallPlan } from './call-plan.js'
import { titleOf, type RoledMethod } from './method-roles.js'
import type { Scope } from './scope.js'
import type { Asker } from './sources/source.js'
import { withTypeArguments } from './type-arguments.js'
import { factsOf, isSessionEffect } from './type-kinds.js'

/** Arguments of every call; one that lacks an argument has been reported and is left out. */
export function bindCalls(plans: readonly CallPlan[], scope: Scope): readonly BoundCall[] {
  return plans.flatMap((plan) => {
    const bound = bindAll(plan.roled.method.parameters, askerFor(plan.roled), scope)
    return bound === undefined ? [] : [{ plan, arguments: bound }]
  })
}

export function askerFor(roled: RoledMethod): Asker {
  return { ...roled, kind: 'method', title: titleOf(roled) }
}

/** What the `execute` of every returned effect is given. */
export function bindEffects(
  plans: readonly CallPlan[],
  scope: Scope,
): ReadonlyMap<Variable, readonly Argument[]> {
  const bound = new Map<Variable, readonly Argument[]>()
  for (const { roled, values } of plans) {
    for (const { returned, variable } of values) {
      // It is started in the session.
      if (returned.category === 'saga') scope.session('write')
      if (returned.category !== 'effect' && returned.category !== 'effects') continue
      const { type } = returned.use
      const element = type.kind === 'list' ? type.element : type
      const first = element.kind === 'union' ? element.members[0] : element
      if (first === undefined) continue
      if (isSessionEffect(first)) {
        if (roled.role === 'after-commit') {
          scope.findings.report('session-without-transaction', roled.method.returns.location, {
            message: `${titleOf(roled)} runs when the session was committed, so the ${describeType(first)} it returns would be lost`,
            help: 'Return it from an after-method, which runs before the commit',
          })
        }
        bound.set(variable, [{ kind: 'variable', variable: scope.session('write'), strict: false }])
        continue
      }
      const facts = factsOf(first, scope.model)
      if (facts?.execute === undefined || first.kind !== 'named') continue
      const { execute } = facts
      const title = `${describeType(first)}.execute`
      const given = bindAll(
        withTypeArguments(execute.parameters, facts, first),
        { ...roled, method: execute, kind: 'effect', title },
        scope,
      )
      if (given !== undefined) bound.set(variable, given)
    }
  }
  return bound
}
