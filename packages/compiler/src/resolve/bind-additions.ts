import type { AddedCall } from '../frames/additions.js'
import type { Argument } from '../frames/argument.js'
import type { Variable } from '../frames/variable.js'
import type { ParameterModel } from '../model/method-model.js'
import { bindAll, reportUntyped } from './bind.js'
import { askerFor } from './bind-methods.js'
import type { BoundCall, CallPlan, PlannedValue } from './call-plan.js'
import { titleOf, type RoledMethod } from './method-roles.js'
import type { PlannedStep } from './plan-methods.js'
import type { Scope } from './scope.js'
import { argumentFor, fits } from './sources/produced.js'
import { takesNothing } from './sources/source.js'
import { valueKey } from './value-key.js'

/** What is done with a value that a policy claimed. */
export interface BoundAction {
  readonly roled: RoledMethod
  readonly arguments: readonly Argument[]
  /** It may be missing, and the method takes no null: then there is nothing to do. */
  readonly onlyWith: Variable | undefined
}

export interface BoundStep extends BoundCall {
  readonly phase: PlannedStep['phase']
}

/** Arguments of the calls that policies insert. */
export function bindSteps(steps: readonly PlannedStep[], scope: Scope): readonly BoundStep[] {
  return steps.flatMap(({ phase, call, plan }) => {
    const bound = bindAdded(call, plan.roled, scope)
    return bound === undefined ? [] : [{ plan, phase, arguments: bound.arguments }]
  })
}

export function bindActions(
  plans: readonly CallPlan[],
  scope: Scope,
): ReadonlyMap<Variable, BoundAction> {
  const bound = new Map<Variable, BoundAction>()
  for (const { roled, values } of plans) {
    for (const { variable, index } of values) {
      const key = valueKey(roled, index)
      const call = scope.additions.actions.find((each) => each.value === key)?.call
      const owner = call && scope.model.classes[call.class]
      const method = owner?.methods.find((each) => each.name === call?.method)
      if (call === undefined || owner === undefined || method === undefined) continue
      const action: RoledMethod = { ...roled, method, owner, role: 'after', order: Infinity }
      const found = bindAdded(call, action, scope)
      if (found !== undefined) bound.set(variable, { roled: action, ...found })
    }
  }
  return bound
}

function bindAdded(
  call: AddedCall,
  roled: RoledMethod,
  scope: Scope,
): Omit<BoundAction, 'roled'> | undefined {
  const { parameters } = roled.method
  const asker = askerFor(roled)
  const values = call.values.flatMap((key) => scope.values.get(key) ?? [])
  if (values.length > parameters.length) {
    scope.findings.report('type-mismatch', call.by.location, {
      message: `${call.by.policy} gives ${titleOf(roled)} ${values.length} values, and it takes ${parameters.length}`,
      help: 'Give it no more values than it has parameters',
    })
    return undefined
  }
  const given = values.map((value, index) => giveValue(value, parameters[index], asker, scope))
  const rest = bindAll(parameters.slice(values.length), asker, scope)
  if (rest === undefined || given.includes(undefined)) return undefined
  const all = given.filter((each) => each !== undefined)
  return {
    arguments: [...all.map(({ argument }) => argument), ...rest],
    onlyWith: all.find((each) => each.mustBeThere)?.variable,
  }
}

function giveValue(
  { variable }: PlannedValue,
  parameter: ParameterModel | undefined,
  asker: ReturnType<typeof askerFor>,
  scope: Scope,
):
  | { readonly argument: Argument; readonly variable: Variable; readonly mustBeThere: boolean }
  | undefined {
  // There are no more values than parameters.
  if (parameter === undefined) return undefined
  if (parameter.use === undefined) {
    reportUntyped(parameter, asker, scope)
    return undefined
  }
  const question = { parameter, use: parameter.use, asker }
  if (!fits(variable.use, parameter.use, scope)) {
    scope.findings.report('type-mismatch', parameter.location, {
      message: `${variable.use.text()} is no ${parameter.use.text()}, which \`${parameter.name ?? '{…}'}\` of ${asker.title} wants`,
    })
    return undefined
  }
  // What has no name of its own is called as the method calls it.
  if (variable.use.type.kind !== 'named') scope.called(variable, parameter.name, asker)
  const mayBeMissing = variable.use.null || variable.use.undefined
  // The call itself asks whether the value is there: nothing ends without it.
  const argument = { ...argumentFor(variable, question), strict: false }
  return { argument, variable, mustBeThere: mayBeMissing && !takesNothing(question) }
}
