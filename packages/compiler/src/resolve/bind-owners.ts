import type { ClassModel } from '../model/method-model.js'
import { noHandle, type TypeUse } from '../model/type-ref.js'
import type { Owner, Owners } from './assemble.js'
import { bindAll } from './bind.js'
import type { BoundAction, BoundStep } from './bind-additions.js'
import type { CallPlan } from './call-plan.js'
import type { RoledMethod } from './method-roles.js'
import type { Scope } from './scope.js'
import { factsOf } from './type-kinds.js'
import { lowerFirst } from './variable-names.js'

/** How calls reach the classes of their methods. One with instance methods is constructed once; that of an added call is a service. */
export function bindOwners(
  plans: readonly CallPlan[],
  steps: readonly BoundStep[],
  actions: ReadonlyMap<unknown, BoundAction>,
  scope: Scope,
): Owners | undefined {
  const owners = new Map<ClassModel, Owner>()
  let isComplete = true
  for (const owner of scope.layers) {
    const methods = plans.filter((each) => each.roled.owner === owner)
    if (methods.length === 0) continue
    const bound = constructed(owner, methods, scope)
    if (bound === undefined) isComplete = false
    else owners.set(owner, bound)
  }
  for (const { roled } of [...steps.map((each) => each.plan), ...actions.values()]) {
    if (owners.has(roled.owner)) continue
    const bound = service(roled, scope)
    if (bound === undefined) isComplete = false
    else owners.set(roled.owner, bound)
  }
  return isComplete ? owners : undefined
}

function constructed(
  owner: ClassModel,
  plans: readonly CallPlan[],
  scope: Scope,
): Owner | undefined {
  const imported = scope.model.types[owner.type.id]?.import
  // Reported: handler-not-exported, not-a-middleware.
  if (imported === undefined) return undefined
  const base = { class: imported, name: owner.type.name }
  // A saga is not made: it is what was found, or what starts.
  if (scope.isSaga && owner === scope.chain.class) return { ...base, instance: undefined }
  if (plans.every((each) => each.roled.method.isStatic)) return { ...base, instance: undefined }
  if (owner.hidesConstructor) {
    scope.findings.report('handler-not-constructible', owner.location, {
      message: `${owner.type.name} has instance methods, but its constructor is not public`,
    })
    return undefined
  }
  const title = `new ${owner.type.name}`
  const roled: RoledMethod = {
    method: scope.chain.method,
    owner,
    role: 'before',
    order: -1,
    level: plans[0]?.roled.level ?? 0,
  }
  const given = bindAll(
    owner.constructorParameters,
    { ...roled, kind: 'constructor', title, className: owner.type.name },
    scope,
  )
  if (given === undefined) return undefined
  const variable = scope.variable(lowerFirst(owner.type.name), useOf(owner))
  return { ...base, instance: { variable, arguments: given } }
}

function service(roled: RoledMethod, scope: Scope): Owner | undefined {
  const { owner, method } = roled
  const facts = factsOf(owner.type, scope.model)
  if (facts?.import === undefined) return undefined
  const base = { class: facts.import, name: owner.type.name }
  if (method.isStatic) return { ...base, instance: undefined }
  const parameter = {
    name: lowerFirst(owner.type.name),
    use: useOf(owner),
    marker: undefined,
    optional: false,
    location: owner.location,
  }
  const asker = { ...roled, kind: 'effect' as const, title: `${owner.type.name}.${method.name}` }
  const question = { parameter, use: parameter.use, asker }
  const provided = scope.servicePlans.provide(owner.type, facts, undefined, question, scope)
  if (provided === 'reported' || provided.kind !== 'variable') return undefined
  return { ...base, instance: { variable: provided.variable, arguments: undefined } }
}

function useOf({ type }: ClassModel): TypeUse {
  return { type, null: false, undefined: false, text: () => type.name, handle: noHandle }
}
