import type { AddedCall } from '../frames/additions.js'
import type { Phase } from '../frames/frame.js'
import type { TypeUse } from '../model/type-ref.js'
import { planCall, type CallPlan } from './call-plan.js'
import { chooseBody } from './choose-body.js'
import { decidingOf } from './deciding.js'
import { rolesOf } from './layers.js'
import { beforeBody, behindBody, type Role, type RoledMethod } from './method-roles.js'
import { markReplacements, settleReplacements } from './replacements.js'
import { interpretReturn } from './returns/interpret.js'
import type { Scope } from './scope.js'
import { selectMethods, usedBy } from './select-methods.js'
import { valueKey } from './value-key.js'

/** The methods of one chain, and what each of them returns. */
export interface PlannedMethods {
  /** The first of those that decide. */
  readonly decide: CallPlan
  /** A saga has several, and so have combined handlers. */
  readonly decides: readonly CallPlan[]
  readonly around: readonly CallPlan[]
  /** Calls that policies insert. */
  readonly steps: readonly PlannedStep[]
}

export interface PlannedStep {
  readonly phase: Phase
  readonly call: AddedCall
  readonly plan: CallPlan
}

/** What every method returns, which value is the body, and which methods take part. */
export function planMethods(scope: Scope, options: { readonly isAlone: boolean }): PlannedMethods {
  // Methods may appear in any order in the class, so every result is declared before any parameter is bound.
  const decided = decidingMethods(scope)
  const [decide, ...others] = decided.map((each) => declare(each, scope))
  if (decide === undefined) throw new Error(`No method decides ${scope.name}`)
  const decides = [decide, ...others]
  const all = rolesOf(scope.layers).map((each) => declare(each, scope))
  const middleware = all.filter((each) => each.roled.level < scope.ownLevel)
  const own = all.filter((each) => each.roled.level >= scope.ownLevel)
  const steps = planSteps(scope)
  markReplacements(scope)
  // Among several chains of a class, a method that stands around all of them says nothing about the body of this one.
  const befores = options.isAlone ? ofRole(own, 'before') : [...usedBy(decides, own, scope)]
  scope.body = chooseBody(
    decide.roled,
    befores.map((each) => each.roled),
    scope,
  )
  settleReplacements(scope)
  const users = [...decides, ...middleware, ...steps.map((each) => each.plan)]
  const selected = selectMethods(own, users, options.isAlone, scope)
  const around = [...middleware, ...selected]
  const taking = [...around, ...decides, ...steps.map((each) => each.plan)]
  scope.keepResultsOf(taking.map((each) => each.roled.method))
  return { decide, decides, around, steps }
}

function decidingMethods({ chain, layers, ownLevel }: Scope): readonly RoledMethod[] {
  return decidingOf(chain).map(({ class: owner, method }) => ({
    method,
    owner,
    role: 'decide',
    order: Infinity,
    level: Math.max(ownLevel, layers.indexOf(owner)),
  }))
}

export function ofRole(plans: readonly CallPlan[], role: Role): readonly CallPlan[] {
  return plans.filter((each) => each.roled.role === role)
}

function declare(roled: RoledMethod, scope: Scope): CallPlan {
  const plan = claim(
    planCall(
      roled,
      interpretReturn(
        roled.method,
        { role: roled.role, chain: scope.chain.kind, aggregates: scope.aggregates.written },
        scope.model,
      ),
      scope,
    ),
    scope,
  )
  checkReads(plan, scope)
  for (const value of plan.values) {
    scope.values.set(valueKey(roled, value.index), value)
    const { category } = value.returned
    if (category === 'effect' || category === 'effects' || category === 'unclaimed') continue
    const { variable, name } = value
    scope.produced.push({ variable, by: roled, name, replacesBody: false })
  }
  return plan
}

/** What is read is asked for as a whole: nothing can be looked at before, and nothing stand beside it. */
function checkReads({ roled, meaning, values, read }: CallPlan, scope: Scope): void {
  const isMixed =
    read === 'none'
      ? values.some((each) => each.returned.category === 'read')
      : meaning.stops.length > 0 || mayBeNothing(roled.method.returns.use)
  if (!isMixed) return
  const { owner, method } = roled
  scope.findings.report('reads-beside-values', method.returns.location, {
    message: `${owner.type.name}.${method.name} returns a Read beside something else`,
  })
}

/** `Read<Todo> | null`, by itself or in a tuple. */
function mayBeNothing(use: TypeUse): boolean {
  if (use.null || use.undefined) return true
  return use.type.kind === 'tuple' && use.type.elements.some((each) => mayBeNothing(each.use))
}

/** What a policy claims is no body and no effect, whatever its type says. */
function claim(plan: CallPlan, { additions }: Scope): CallPlan {
  if (additions.actions.length === 0) return plan
  const values = plan.values.map((value) => {
    const key = valueKey(plan.roled, value.index)
    if (!additions.actions.some((each) => each.value === key)) return value
    return { ...value, returned: { ...value.returned, category: 'claimed' as const } }
  })
  return { ...plan, values }
}

// Outside of everything, nothing is there that a method makes.
const levels: Readonly<Partial<Record<Phase, number>>> = {
  headers: beforeBody,
  authorize: beforeBody,
  body: behindBody,
}

const roles: Readonly<Record<Phase, Role>> = {
  headers: 'before',
  authorize: 'before',
  body: 'before',
  prepare: 'before',
  decide: 'after',
  effects: 'after',
  after: 'after',
  commit: 'after-commit',
  respond: 'after-commit',
  afterCommit: 'after-commit',
}

function planSteps(scope: Scope): readonly PlannedStep[] {
  return scope.additions.steps.flatMap(({ phase, call }, index) => {
    const owner = scope.model.classes[call.class]
    const method = owner?.methods.find((each) => each.name === call.method)
    if (owner === undefined || method === undefined) return []
    const level = levels[phase]
    const roled: RoledMethod = {
      method,
      owner,
      role: roles[phase],
      order: level === undefined ? Number.MAX_SAFE_INTEGER : index - scope.additions.steps.length,
      level: level ?? scope.ownLevel,
    }
    return [{ phase, call, plan: declare(roled, scope) }]
  })
}
