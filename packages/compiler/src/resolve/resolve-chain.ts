import type { ChainAdditions } from '../frames/additions.js'
import type { Chain } from '../frames/chain.js'
import { passes, uses } from '../frames/flow.js'
import type { Frame } from '../frames/frame.js'
import { stepsIn } from '../frames/within.js'
import type { ChainModel } from '../model/application-model.js'
import { answersOf } from './answers.js'
import { assembleChain } from './assemble-chain.js'
import { bindActions, bindSteps } from './bind-additions.js'
import { bindEvents } from './bind-events.js'
import { bindCalls, bindEffects } from './bind-methods.js'
import { bindLayers } from './bind-layers.js'
import { bindOwners } from './bind-owners.js'
import type { CallPlan } from './call-plan.js'
import { checkAggregates } from './check-aggregates.js'
import { checkHandled, checkLostAround, checkSentTooLate } from './check-handled.js'
import { checkMiddleware } from './check-middleware.js'
import { nameVariables } from './name-variables.js'
import { ofRole, planMethods, type PlannedMethods } from './plan-methods.js'
import type { RoledMethod } from './method-roles.js'
import { isDoneWith } from './returns/meaning.js'
import { checkUnused } from './check-unused.js'
import { bindSaga } from './saga.js'
import { Scope } from './scope.js'

export interface ResolvedChain {
  readonly chain: Chain
  /** Methods of the class that take part. */
  readonly called: ReadonlySet<RoledMethod['method']>
  /** Values that a method of the class returns and nobody takes. */
  readonly unused: readonly { readonly by: RoledMethod['method']; readonly what: string }[]
}

/** What the generated file and its class are called. */
export type GeneratedNames = Pick<Chain, 'generatedClass' | 'generatedFile'>

export type Surroundings = Pick<Scope, 'model' | 'relations' | 'findings' | 'servicePlans'> & {
  readonly additions: ChainAdditions
}

export interface ChainOptions {
  readonly names: GeneratedNames
  /** No other endpoint or handler is of its class. */
  readonly isAlone: boolean
}

/** Decides one endpoint or handler: order of calls, source of every argument, meaning of every value. `undefined`: errors were reported. */
export function resolveChain(
  model: ChainModel,
  surroundings: Surroundings,
  options: ChainOptions,
): ResolvedChain | undefined {
  // Discovery has reported it: method-not-public. Nothing that calls it would type-check.
  if (model.method.visibility !== 'public') return undefined
  const scope = new Scope(model, surroundings)
  checkMiddleware(scope)
  const planned = planMethods(scope, options)
  const frames = bindAndAssemble(planned, scope)
  if (frames === undefined) return undefined

  const own = planned.around.filter((each) => each.roled.level >= scope.ownLevel)
  checkUnused(planned, frames, scope)
  return {
    chain: {
      model,
      name: scope.name,
      ...options.names,
      usesStore: frames.some(({ kind }) => kind === 'open-session') || takesStore(frames),
      transactional: stepsIn(frames).some((each) => each.kind === 'commit'),
      services: [...scope.services.values()],
      frames,
      names: nameVariables(
        frames,
        (variable) => scope.nameFor(variable),
        model.kind === 'endpoint' ? 'http' : 'context',
      ),
      throws: thrownBy(planned),
      produces: producedBy(planned, scope),
    },
    called: new Set(own.map((each) => each.roled.method)),
    unused: unusedValues(own.filter(isTaken), frames),
  }
}

function bindAndAssemble(planned: PlannedMethods, scope: Scope): readonly Frame[] | undefined {
  const { decide, decides, around } = planned
  const all = [...around, ...decides]
  const befores = bindCalls(ofRole(around, 'before'), scope)
  const decisions = bindCalls(decides, scope)
  const events = bindEvents(decides, scope)
  checkAggregates(decides, [...befores, ...decisions], scope)
  const answers = scope.chain.kind === 'endpoint' ? answersOf(decide, events, scope) : undefined
  if (answers === undefined) for (const each of decides) checkHandled(each, scope)
  const saga = bindSaga(planned, scope)
  checkSentTooLate(around, scope)
  checkLostAround(around, scope)
  const layers = bindLayers(around, befores, scope)
  const effects = bindEffects(all, scope)
  const actions = bindActions(all, scope)
  const steps = bindSteps(planned.steps, scope)
  const owners = bindOwners(all, steps, actions, scope)
  checkTransaction(scope)
  // Everything has been bound, so everything that is wrong has been said.
  if (!scope.findings.sound || decisions.length < decides.length || !owners || !layers) {
    return undefined
  }
  // Discovery has said what is wrong with the class.
  if (scope.isSaga && saga === undefined) return undefined
  const parts = { owners, effects, actions, events }
  return assembleChain({ ...parts, layers, decisions, saga, answers, steps }, scope)
}

function thrownBy({ around, decides }: PlannedMethods): Chain['throws'] {
  return [...around, ...decides]
    .filter(({ roled }) => roled.role !== 'after-commit')
    .flatMap(({ roled }) => roled.method.throws ?? [])
}

/** What a method says itself comes last, and is what holds. */
function producedBy({ around, decides }: PlannedMethods, scope: Scope): Chain['produces'] {
  const said = [...around, ...decides].flatMap((each) => each.roled.method.marks.produces)
  return [...scope.additions.produces, ...said]
}

function checkTransaction(scope: Scope): void {
  const { class: owner, method } = scope.chain
  if (!scope.writes || !scope.isNonTransactional) return
  scope.findings.report('session-without-transaction', method.location, {
    message: `${owner.type.name}.${method.name} is @NonTransactional(), but its chain writes to the session, which nobody commits`,
  })
}

function takesStore(frames: readonly Frame[]): boolean {
  return frames
    .flatMap(passes)
    .some((argument) => argument.kind === 'built-in' && argument.name === 'store')
}

/** What those return that stand around a failure or the end is reported by itself. */
function isTaken({ roled: { role } }: CallPlan): boolean {
  return role === 'before' || role === 'after' || role === 'after-commit'
}

function unusedValues(
  plans: readonly CallPlan[],
  frames: readonly Frame[],
): ResolvedChain['unused'] {
  const used = new Set(frames.flatMap(uses))
  return plans.flatMap(({ roled, values }) =>
    values
      .filter(({ returned, variable }) => {
        return !isDoneWith(returned.category) && !used.has(variable)
      })
      .map(({ returned, name }) => ({ by: roled.method, what: name ?? returned.use.text() })),
  )
}
