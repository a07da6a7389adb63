import type { Argument } from '../frames/argument.js'
import type { Chain } from '../frames/chain.js'
import { uses } from '../frames/flow.js'
import type { Call, Catch, Frame, ReadValue } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import type { EndpointModel } from '../model/application-model.js'
import { describeType, typeKey, type ImportRef } from '../model/type-ref.js'
import { answersOf } from './answers.js'
import { arrange } from './arrange.js'
import { Assembly, type Owner } from './assemble.js'
import { bindAll } from './bind.js'
import { planCall, variablesOf, type BoundCall, type CallPlan } from './call-plan.js'
import { chooseBody } from './choose-body.js'
import { groupLoads } from './group-loads.js'
import { insertGuards } from './insert-guards.js'
import { methodRoles, type Role, type RoledMethod } from './method-roles.js'
import { nameVariables } from './name-variables.js'
import { prune } from './prune.js'
import { openRegion } from './regions.js'
import { interpretReturn } from './returns/interpret.js'
import { generatedClassName, generatedFileName } from './route-path.js'
import { Scope } from './scope.js'
import { selectMethods } from './select-methods.js'
import type { Asker } from './sources/source.js'
import { factsOf, isSessionEffect } from './type-kinds.js'
import { lowerFirst } from './variable-names.js'

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
  const scope = new Scope(endpoint, surroundings)
  const decided: RoledMethod = { method: endpoint.method, role: 'decide', order: Infinity }

  // Methods may appear in any order in the class, so every result is declared before any parameter is bound.
  const decide = declare(decided, scope)
  const around = methodRoles(endpoint.class).map((each) => declare(each, scope))
  const ofRole = (plans: readonly CallPlan[], role: Role) =>
    plans.filter((each) => each.roled.role === role)
  scope.body = chooseBody(
    decided,
    ofRole(around, 'before').map((each) => each.roled),
    scope,
  )
  const plans = selectMethods(around, decide, options.isAlone, scope)
  forgetOthers(scope, [...plans, decide])

  const befores = bindCalls(ofRole(plans, 'before'), scope)
  const [bound] = bindCalls([decide], scope)
  const answers = answersOf(decide, scope)
  const afters = bindCalls(ofRole(plans, 'after'), scope)
  const afterCommits = bindCalls(ofRole(plans, 'after-commit'), scope)
  const atEnd = bindCalls(ofRole(plans, 'finally'), scope)
  const onException = bindCatches(ofRole(plans, 'on-exception'), scope)
  const effects = bindEffects([...plans, decide], scope)
  const owner = bindOwner([...plans, decide], scope)
  const arranged = arrangeCalls(befores, scope)
  checkTransaction(decide, scope)
  if (
    !scope.findings.sound ||
    bound === undefined ||
    owner === undefined ||
    arranged === undefined
  ) {
    return undefined
  }

  const assembly = new Assembly(scope, owner, effects)
  for (const each of arranged) assembly.call(each, 'prepare')
  assembly.call(bound, 'decide')
  for (const each of afters) assembly.call(each, 'after')
  const transactional = scope.writes
  const session = scope.openedSession
  if (transactional && session) assembly.place({ kind: 'commit', phase: 'commit', session })
  assembly.place({ kind: 'respond', phase: 'respond', answers })
  const last = new Assembly(scope, owner, effects)
  for (const each of afterCommits) last.call(each, 'afterCommit')
  const tail: readonly Frame[] =
    last.frames.length === 0
      ? []
      : [{ kind: 'after-commit', phase: 'afterCommit', frames: last.frames }]
  const catches = onException.map((each): Catch => toCatch(each, assembly))
  const finallyCalls = atEnd.map((each): Call => assembly.frameOf(each, 'afterCommit'))

  const stopping = new Set(
    assembly.frames
      .filter((frame) => frame.kind === 'call')
      .filter((frame) => stops(frame, assembly.frames)),
  )
  const flat = [...requestFrames(scope), ...assembly.frames, ...tail]
  const guarded = insertGuards(groupLoads(flat, stopping), scope.onMissing)
  const withRegion = openRegion(guarded, catches, finallyCalls)
  const opened: readonly Frame[] = session
    ? [{ kind: 'open-session', phase: 'headers', session }, ...withRegion]
    : withRegion
  const frames = pruneDeep(opened)

  const generatedClass = generatedClassName(endpoint.route.verb, endpoint.route.path)
  return {
    chain: {
      model: endpoint,
      generatedClass,
      generatedFile: generatedFileName(generatedClass),
      usesStore: session !== undefined || usesStore(frames),
      transactional,
      services: [...scope.services.values()],
      frames,
      names: nameVariables(frames, (variable) => scope.nameFor(variable)),
    },
    called: new Set(plans.map((each) => each.roled.method)),
    unused: unusedValues([...befores.map((each) => each.plan)], frames),
  }
}

function declare(roled: RoledMethod, scope: Scope): CallPlan {
  const plan = planCall(roled, interpretReturn(roled.method, roled.role, scope.model), scope)
  for (const value of plan.values) {
    const { category } = value.returned
    if (category === 'effect' || category === 'effects' || category === 'unclaimed') continue
    const key = typeKey(value.variable.use.type)
    const replacesBody =
      roled.role === 'before' &&
      roled.method.parameters.some(
        (each) => each.use !== undefined && typeKey(each.use.type) === key,
      )
    scope.produced.push({ variable: value.variable, by: roled, name: value.name, replacesBody })
  }
  return plan
}

/** Values of methods that take no part in this chain are no candidates. */
function forgetOthers(scope: Scope, plans: readonly CallPlan[]): void {
  const methods = new Set(plans.map((each) => each.roled.method))
  const kept = scope.produced.filter((each) => methods.has(each.by.method))
  scope.produced.splice(0, scope.produced.length, ...kept)
}

function askerFor(roled: RoledMethod, scope: Scope): Asker {
  return {
    ...roled,
    kind: 'method',
    title: `${scope.endpoint.class.type.name}.${roled.method.name}`,
  }
}

function bindCalls(plans: readonly CallPlan[], scope: Scope): readonly BoundCall[] {
  return plans.flatMap((plan) => {
    const bound = bindAll(plan.roled.method.parameters, askerFor(plan.roled, scope), scope)
    return bound === undefined ? [] : [{ plan, arguments: bound }]
  })
}

interface BoundCatch extends BoundCall {
  readonly error: Variable
  readonly errorType: ImportRef | 'Error' | undefined
}

/** The first parameter that is an error is what was thrown; the others are resolved like any. */
function bindCatches(plans: readonly CallPlan[], scope: Scope): readonly BoundCatch[] {
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
    const errorType = facts?.id === 'lib#Error' ? 'Error' : facts?.import
    return [{ plan, arguments: given, error, errorType }]
  })
}

function toCatch(
  { plan, arguments: given, error, errorType }: BoundCatch,
  assembly: Assembly,
): Catch {
  return {
    error: errorType,
    variable: error,
    call: assembly.frameOf({ plan, arguments: given }, 'respond'),
    stops: plan.stops.map((stop) => ({ ...stop, phase: 'respond' })),
  }
}

function bindEffects(
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

function bindOwner(plans: readonly CallPlan[], scope: Scope): Owner | undefined {
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
  const use = { type: owner.type, null: false, undefined: false, text: owner.type.name, handle: -1 }
  const variable = scope.variable(lowerFirst(owner.type.name), use)
  return { ...base, instance: { variable, arguments: given } }
}

function arrangeCalls(calls: readonly BoundCall[], scope: Scope): readonly BoundCall[] | undefined {
  const makers = new Map(
    calls.flatMap((call) => variablesOf(call.plan).map((variable) => [variable, call] as const)),
  )
  const needs = (call: BoundCall) => makersOf(call.arguments, makers, scope)
  const arranged = arrange(calls, needs)
  if (!('kind' in arranged)) return arranged
  const [first] = arranged.items
  if (first !== undefined) {
    const names = [...arranged.items, first].map((each) => each.plan.roled.method.name)
    scope.findings.report('circular-data-flow', first.plan.roled.method.location, {
      message: `Methods of ${scope.endpoint.class.type.name} need each other: ${names.join(' → ')}`,
    })
  }
  return undefined
}

function makersOf(
  given: readonly Argument[],
  makers: ReadonlyMap<Variable, BoundCall>,
  scope: Scope,
): readonly BoundCall[] {
  return given.flatMap((each) => {
    if (each.kind !== 'variable' && each.kind !== 'member') return []
    const maker = makers.get(each.variable)
    if (maker !== undefined) return [maker]
    const frame = scope.onDemand.get(each.variable)
    if (frame === undefined) return []
    const inner = frame.kind === 'load-entity' ? [frame.id] : (frame.make?.arguments ?? [])
    return makersOf(inner, makers, scope)
  })
}

function checkTransaction(decide: CallPlan, scope: Scope): void {
  const { class: owner, method } = scope.endpoint
  if (!scope.writes || !(owner.marks.nonTransactional || method.marks.nonTransactional)) return
  scope.findings.report('session-without-transaction', decide.roled.method.location, {
    message: `${owner.type.name}.${method.name} is @NonTransactional(), but its chain writes to the session, which nobody commits`,
  })
}

function requestFrames(scope: Scope): readonly Frame[] {
  const values = [...scope.requestValues.values()].map(({ parameter: _, ...value }): ReadValue => ({
    kind: 'read-value',
    phase: 'headers',
    ...value,
  }))
  const route = values.filter((each) => each.from === 'route')
  const others = values.filter((each) => each.from !== 'route')
  const frames: Frame[] = [...route, ...others]
  if (others.length > 0) {
    const required = others
      .filter((each) => each.required && !each.isList)
      .map((each) => each.value)
    frames.push({ kind: 'guard-violations', phase: 'headers', required })
  }
  if (scope.body !== undefined) {
    const { variable, format } = scope.body
    frames.push({ kind: 'read-body', phase: 'body', format, body: variable })
  }
  return frames
}

function stops(call: Call, frames: readonly Frame[]): boolean {
  const index = frames.indexOf(call)
  return frames[index + 1]?.kind === 'stop'
}

function pruneDeep(frames: readonly Frame[]): readonly Frame[] {
  const pruned = prune(frames)
  // Taking apart what nobody reads may leave a value unread.
  return JSON.stringify(pruned.map(uses)) === JSON.stringify(frames.map(uses))
    ? pruned
    : prune(pruned)
}

function usesStore(frames: readonly Frame[]): boolean {
  return JSON.stringify(frames).includes('"name":"store"')
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
