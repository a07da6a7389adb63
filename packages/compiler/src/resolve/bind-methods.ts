import type { Argument } from '../frames/argument.js'
import type { Variable } from '../frames/variable.js'
import { describeType, noHandle, type ImportRef } from '../model/type-ref.js'
import type { Owner } from './assemble.js'
import { bindAll } from './bind.js'
import type { BoundCall, CallPlan } from './call-plan.js'
import type { RoledMethod } from './method-roles.js'
import type { Scope } from './scope.js'
import type { Asker } from './sources/source.js'
import { factsOf, isSessionEffect } from './type-kinds.js'
import { lowerFirst } from './variable-names.js'

/** Arguments of every call; one that lacks an argument has been reported and is left out. */
export function bindCalls(plans: readonly CallPlan[], scope: Scope): readonly BoundCall[] {
  return plans.flatMap((plan) => {
    const bound = bindAll(plan.roled.method.parameters, askerFor(plan.roled, scope), scope)
    return bound === undefined ? [] : [{ plan, arguments: bound }]
  })
}

function askerFor(roled: RoledMethod, scope: Scope): Asker {
  return {
    ...roled,
    kind: 'method',
    title: `${scope.endpoint.class.type.name}.${roled.method.name}`,
  }
}

export interface BoundCatch extends BoundCall {
  readonly error: Variable
  readonly errorType: ImportRef | string | undefined
}

/** The first parameter that is an error is what was thrown; the others are resolved like any. */
export function bindCatches(plans: readonly CallPlan[], scope: Scope): readonly BoundCatch[] {
  const [first] = plans
  if (first === undefined) return []
  const error = scope.variable('error', first.roled.method.returns.use)
  return plans.flatMap((plan) => {
    const { parameters } = plan.roled.method
    const index = parameters.findIndex(
      ({ use }) =>
        use?.type.kind === 'other' ||
        factsOf(use?.type ?? { kind: 'nothing' }, scope.model)?.isError,
    )
    const parameter = parameters[index]
    const asker = askerFor(plan.roled, scope)
    const rest = bindAll(
      parameters.filter((each) => each !== parameter),
      asker,
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

/** What the `execute` of every returned effect is given. */
export function bindEffects(
  plans: readonly CallPlan[],
  scope: Scope,
): ReadonlyMap<Variable, readonly Argument[]> {
  const bound = new Map<Variable, readonly Argument[]>()
  for (const { roled, values } of plans) {
    for (const { returned, variable } of values) {
      if (returned.category !== 'effect' && returned.category !== 'effects') continue
      const { type } = returned.use
      const element = type.kind === 'list' ? type.element : type
      const first = element.kind === 'union' ? element.members[0] : element
      if (first === undefined) continue
      if (isSessionEffect(first)) {
        if (roled.role === 'after-commit') {
          scope.findings.report('session-without-transaction', roled.method.returns.location, {
            message: `${scope.endpoint.class.type.name}.${roled.method.name} runs when the session was committed, so the ${describeType(first)} it returns would be lost`,
            help: 'Return it from an after-method, which runs before the commit',
          })
        }
        bound.set(variable, [{ kind: 'variable', variable: scope.session('write'), strict: false }])
        continue
      }
      const execute = factsOf(first, scope.model)?.execute
      if (execute === undefined) continue
      const title = `${describeType(first)}.execute`
      const given = bindAll(
        execute.parameters,
        { ...roled, method: execute, kind: 'effect', title },
        scope,
      )
      if (given !== undefined) bound.set(variable, given)
    }
  }
  return bound
}

/** The handler class; constructed when one of its methods is an instance method. */
export function bindOwner(plans: readonly CallPlan[], scope: Scope): Owner | undefined {
  const { class: owner } = scope.endpoint
  const imported = scope.model.types[owner.type.id]?.import
  // Discovery has reported it: handler-not-exported.
  if (imported === undefined) return undefined
  const base = { class: imported, name: owner.type.name }
  if (plans.every((each) => each.roled.method.isStatic)) return { ...base, instance: undefined }
  const title = `new ${owner.type.name}`
  const roled: RoledMethod = { method: scope.endpoint.method, role: 'before', order: -1 }
  const given = bindAll(
    owner.constructorParameters,
    { ...roled, kind: 'constructor', title },
    scope,
  )
  if (given === undefined) return undefined
  const use = {
    type: owner.type,
    null: false,
    undefined: false,
    text: owner.type.name,
    handle: noHandle,
  }
  const variable = scope.variable(lowerFirst(owner.type.name), use)
  return { ...base, instance: { variable, arguments: given } }
}
