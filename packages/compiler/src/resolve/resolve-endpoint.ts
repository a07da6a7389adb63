import type { Chain } from '../frames/chain.js'
import { passes, uses } from '../frames/flow.js'
import type { Frame } from '../frames/frame.js'
import type { EndpointModel } from '../model/application-model.js'
import { typeKey } from '../model/type-ref.js'
import { answersOf } from './answers.js'
import { assembleChain } from './assemble-chain.js'
import { bindCalls, bindCatches, bindEffects, bindOwner } from './bind-methods.js'
import { planCall, type CallPlan } from './call-plan.js'
import { chooseBody } from './choose-body.js'
import { methodRoles, type Role, type RoledMethod } from './method-roles.js'
import { nameVariables } from './name-variables.js'
import { orderCalls } from './order-calls.js'
import { interpretReturn } from './returns/interpret.js'
import { generatedClassName, generatedFileName } from './route-path.js'
import { Scope } from './scope.js'
import { selectMethods, usedBy } from './select-methods.js'

export interface ResolvedEndpoint {
  readonly chain: Chain
  /** Methods of the class that take part. */
  readonly called: ReadonlySet<RoledMethod['method']>
  /** Values that a method returns and nobody takes. */
  readonly unused: readonly { readonly by: RoledMethod['method']; readonly what: string }[]
}

/** Decides one endpoint: order of calls, source of every argument, meaning of every value. `undefined`: errors were reported. */
export function resolveEndpoint(
  endpoint: EndpointModel,
  surroundings: Pick<Scope, 'model' | 'relations' | 'findings' | 'servicePlans'>,
  options: { readonly isAlone: boolean },
): ResolvedEndpoint | undefined {
  // Discovery has reported it: method-not-public. Nothing that calls it would type-check.
  if (endpoint.method.visibility !== 'public') return undefined
  const scope = new Scope(endpoint, surroundings)
  const { decide, around } = planMethods(scope, options)
  const frames = bindAndAssemble(decide, around, scope)
  if (frames === undefined) return undefined

  const generatedClass = generatedClassName(endpoint.route.verb, endpoint.route.path)
  return {
    chain: {
      model: endpoint,
      generatedClass,
      generatedFile: generatedFileName(generatedClass),
      usesStore: scope.openedSession !== undefined || takesStore(frames),
      transactional: scope.writes,
      services: [...scope.services.values()],
      frames,
      produces: [...around, decide].flatMap((each) => each.roled.method.marks.produces),
      names: nameVariables(frames, (variable) => scope.nameFor(variable)),
    },
    called: new Set(around.map((each) => each.roled.method)),
    unused: unusedValues(ofRole(around, 'before'), frames),
  }
}

/** What every method returns, which value is the body, and which methods take part. */
function planMethods(
  scope: Scope,
  options: { readonly isAlone: boolean },
): { readonly decide: CallPlan; readonly around: readonly CallPlan[] } {
  const decided: RoledMethod = { method: scope.endpoint.method, role: 'decide', order: Infinity }
  // Methods may appear in any order in the class, so every result is declared before any parameter is bound.
  const decide = declare(decided, scope)
  const all = methodRoles(scope.endpoint.class).map((each) => declare(each, scope))
  // Among several endpoints, a method that stands around all of them says nothing about the body of this one.
  const befores = options.isAlone ? ofRole(all, 'before') : [...usedBy([decide], all, scope)]
  scope.body = chooseBody(
    decided,
    befores.map((each) => each.roled),
    scope,
  )
  const around = selectMethods(all, decide, options.isAlone, scope)
  scope.keepResultsOf([...around, decide].map((each) => each.roled.method))
  return { decide, around }
}

function bindAndAssemble(
  decide: CallPlan,
  around: readonly CallPlan[],
  scope: Scope,
): readonly Frame[] | undefined {
  const befores = bindCalls(ofRole(around, 'before'), scope)
  const [decision] = bindCalls([decide], scope)
  const chain = {
    answers: answersOf(decide, scope),
    afters: bindCalls(ofRole(around, 'after'), scope),
    afterCommits: bindCalls(ofRole(around, 'after-commit'), scope),
    atEnd: bindCalls(ofRole(around, 'finally'), scope),
    catches: bindCatches(ofRole(around, 'on-exception'), scope),
    effects: bindEffects([...around, decide], scope),
  }
  const owner = bindOwner([...around, decide], scope)
  const ordered = orderCalls(befores, scope)
  checkTransaction(decide, scope)
  // Everything has been bound, so everything that is wrong has been said.
  if (!scope.findings.sound || !decision || !owner || !ordered) return undefined
  return assembleChain({ ...chain, befores: ordered, decision, owner }, scope)
}

function ofRole(plans: readonly CallPlan[], role: Role): readonly CallPlan[] {
  return plans.filter((each) => each.roled.role === role)
}

function declare(roled: RoledMethod, scope: Scope): CallPlan {
  const plan = planCall(roled, interpretReturn(roled.method, roled.role, scope.model), scope)
  for (const value of plan.values) {
    const { category } = value.returned
    if (category === 'effect' || category === 'effects' || category === 'unclaimed') continue
    const key = typeKey(value.variable.use.type)
    const replacesBody =
      roled.role === 'before' &&
      roled.method.parameters.some(({ use }) => use !== undefined && typeKey(use.type) === key)
    scope.produced.push({ variable: value.variable, by: roled, name: value.name, replacesBody })
  }
  return plan
}

function checkTransaction(decide: CallPlan, scope: Scope): void {
  const { class: owner, method } = scope.endpoint
  if (!scope.writes || !(owner.marks.nonTransactional || method.marks.nonTransactional)) return
  scope.findings.report('session-without-transaction', decide.roled.method.location, {
    message: `${owner.type.name}.${method.name} is @NonTransactional(), but its chain writes to the session, which nobody commits`,
  })
}

function takesStore(frames: readonly Frame[]): boolean {
  return frames
    .flatMap(passes)
    .some((argument) => argument.kind === 'built-in' && argument.name === 'store')
}

function unusedValues(
  plans: readonly CallPlan[],
  frames: readonly Frame[],
): ResolvedEndpoint['unused'] {
  const used = new Set(frames.flatMap(uses))
  return plans.flatMap(({ roled, values }) =>
    values
      .filter(({ returned, variable }) => {
        const isEffect = returned.category === 'effect' || returned.category === 'effects'
        return !isEffect && !used.has(variable)
      })
      .map(({ returned, name }) => ({ by: roled.method, what: name ?? returned.use.text })),
  )
}
