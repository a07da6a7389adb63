import type { Argument } from '../frames/argument.js'
import type { Variable } from '../frames/variable.js'
import type { ImportRef, TypeRef } from '../model/type-ref.js'
import { arrange } from './arrange.js'
import { bindAll } from './bind.js'
import { askerFor } from './bind-methods.js'
import type { BoundCall, CallPlan } from './call-plan.js'
import type { Scope } from './scope.js'
import { descendsFrom, factsOf } from './type-kinds.js'

export interface BoundCatch extends BoundCall {
  readonly error: Variable
  readonly errorType: ImportRef | string | undefined
}

/** The first parameter that is an error is what was thrown; the others are resolved like any. */
export function bindCatches(plans: readonly CallPlan[], scope: Scope): readonly BoundCatch[] {
  const [first] = plans
  if (first === undefined) return []
  const error = scope.error(first.roled.method.returns.use)
  return mostSpecificFirst(plans, scope).flatMap((plan) => {
    const { parameters } = plan.roled.method
    const index = errorIndex(plan, scope)
    const parameter = parameters[index]
    const rest = bindAll(
      parameters.filter((each) => each !== parameter),
      askerFor(plan.roled),
      scope,
    )
    if (rest === undefined) return []
    const use = parameter?.use ?? plan.roled.method.returns.use
    const given: Argument[] = [...rest]
    if (parameter !== undefined)
      given.splice(index, 0, { kind: 'variable', variable: error, strict: false })
    const facts = factsOf(use.type, scope.model)
    const errorType = facts?.id.startsWith('lib#') ? facts.name : facts?.import
    if (facts !== undefined && errorType === undefined && parameter !== undefined) {
      scope.findings.report('service-not-exported', parameter.location, {
        message: `The error ${facts.name} has no name that generated code can import`,
        help: 'Export its class',
      })
    }
    return [{ plan, arguments: given, error, errorType }]
  })
}

function errorIndex({ roled }: CallPlan, scope: Scope): number {
  return roled.method.parameters.findIndex(
    ({ use }) =>
      use?.type.kind === 'other' || factsOf(use?.type ?? { kind: 'nothing' }, scope.model)?.isError,
  )
}

/** An error is answered by the method that knows it best, wherever it stands in the source. */
function mostSpecificFirst(plans: readonly CallPlan[], scope: Scope): readonly CallPlan[] {
  const errorOf = (plan: CallPlan): TypeRef | undefined =>
    plan.roled.method.parameters[errorIndex(plan, scope)]?.use?.type
  const arranged = arrange(plans, (plan) => {
    const error = errorOf(plan)
    return plans.filter((other) => {
      const special = errorOf(other)
      if (other === plan || special === undefined || special.kind === 'other') return false
      if (error === undefined || error.kind === 'other') return true
      return descendsFrom(special, error, scope.model)
    })
  })
  return 'kind' in arranged ? plans : arranged
}
