import type { Argument, Target } from '../frames/argument.js'
import type { Call, Frame, Phase } from '../frames/frame.js'
import { uses } from '../frames/flow.js'
import type { Variable } from '../frames/variable.js'
import type { ClassModel, MethodModel } from '../model/method-model.js'
import type { ImportRef, TypeRef } from '../model/type-ref.js'
import type { BoundAction } from './bind-additions.js'
import type { BoundEvents } from './bind-events.js'
import type { BoundCall, CallPlan, PlannedValue } from './call-plan.js'
import type { RoledMethod } from './method-roles.js'
import { isAsyncIterable, nameOfSent } from './returns/messages.js'
import type { Scope } from './scope.js'
import { factsOf, isSessionEffect, takesSessionToWrite } from './type-kinds.js'

/** A class as calls reach it. */
export interface Owner {
  readonly class: ImportRef
  readonly name: string
  /** When one of its methods is an instance method. Without arguments it is a service, which is made elsewhere. */
  readonly instance:
    { readonly variable: Variable; readonly arguments: readonly Argument[] | undefined } | undefined
}
export type Owners = ReadonlyMap<ClassModel, Owner>

/** Effects of a planned value: what their `execute` is given. */
export type EffectArguments = ReadonlyMap<Variable, readonly Argument[]>

/** What calls need beside their arguments. */
export interface Parts {
  readonly owners: Owners
  readonly effects: EffectArguments
  readonly actions: ReadonlyMap<Variable, BoundAction>
  readonly events: BoundEvents
}

/** Puts frames one after another; what a frame needs and nobody has placed yet is placed before it. */
export class Assembly {
  #frames: Frame[] = []
  readonly #scope: Scope
  readonly #parts: Parts
  #placed: Set<Variable>

  /** `before`: what stands there already and needs no second step. */
  constructor(scope: Scope, parts: Parts, before?: Assembly) {
    this.#scope = scope
    this.#parts = parts
    this.#placed = new Set(before === undefined ? [] : before.#placed)
  }

  /** The same, where the methods of a class are called on this instance of it. */
  on(owner: ClassModel, instance: Variable | undefined): Assembly {
    const known = this.#parts.owners.get(owner)
    if (known === undefined || instance === undefined) return this
    const owners = new Map(this.#parts.owners)
    owners.set(owner, { ...known, instance: { variable: instance, arguments: undefined } })
    return Assembly.#sharing(this, { ...this.#parts, owners })
  }

  static #sharing(assembly: Assembly, parts: Parts): Assembly {
    const other = new Assembly(assembly.#scope, parts)
    other.#frames = assembly.#frames
    other.#placed = assembly.#placed
    return other
  }

  get frames(): readonly Frame[] {
    return this.#frames
  }

  place(...frames: readonly Frame[]): void {
    for (const frame of frames) {
      for (const variable of uses(frame)) this.#placeOnDemand(variable)
      this.#frames.push(frame)
    }
  }

  /** The call, then what ends the chain, then what it is taken apart into, then its effects. */
  call(bound: BoundCall, phase: Phase): void {
    this.callAlone(bound, phase)
    this.effectsOf(bound, phase === 'decide' ? 'effects' : phase)
  }

  /** `but`: what has an effect later. */
  effectsOf({ plan }: BoundCall, phase: Phase, but?: Variable): void {
    for (const value of plan.values) if (value.variable !== but) this.#effect(value, phase)
    // What is made of the events comes after all of them.
    for (const value of plan.values) this.#update(value, phase)
  }

  callAlone(bound: BoundCall, phase: Phase): void {
    const { plan } = bound
    this.place(this.#frameOf(bound, phase))
    this.place(...plan.stops.map((stop) => ({ ...stop, phase })))
    if (plan.guardWhole !== undefined) this.place(this.#guardWhole(plan, plan.guardWhole, phase))
    if (plan.unpack !== undefined) this.place({ ...plan.unpack, phase })
  }

  /** A call of `catch` or `finally`: what it needs is made before the region opens. */
  outside(bound: BoundCall, phase: Phase): Call {
    const call = this.#frameOf(bound, phase)
    for (const variable of uses(call)) this.#placeOnDemand(variable)
    return call
  }

  #frameOf({ plan, arguments: given }: BoundCall, phase: Phase): Call {
    const { method } = plan.roled
    const queries = plan.values.flatMap(({ returned }) => returned.query ?? [])
    const asks = [...queries.map((each) => each.id), ...(method.reads.asks ?? [])]
    return {
      kind: 'call',
      phase,
      target: this.#target(plan.roled),
      method: method.name,
      arguments: given,
      isAsync: method.returns.isAsync,
      throwsAtOnce: method.isAsyncFunction !== true,
      read:
        plan.read === 'none'
          ? undefined
          : {
              session: this.#scope.session('read'),
              isTuple: plan.read === 'all',
              queries,
            },
      result: plan.result,
      roundTrips: plan.read === 'none' ? method.reads.roundTrips : 1,
      ...(asks.length === 0 ? {} : { asks }),
      ...(method.returns.isNever && { neverReturns: true as const }),
      ...(returnsNothing(method) && { returnsNothing: true as const }),
      ...(takesSessionToWrite(method) && { writes: true }),
    }
  }

  #target({ method, owner: of }: RoledMethod): Target {
    const known = this.#parts.owners.get(of)
    if (known === undefined) throw new Error(`No owner for the method "${method.name}"`)
    const { class: owner, name, instance } = known
    if (method.isStatic || instance === undefined) return { kind: 'static', class: owner, name }
    if (instance.arguments !== undefined && !this.#placed.has(instance.variable)) {
      this.#placed.add(instance.variable)
      const { variable, arguments: given } = instance
      this.place({
        kind: 'construct',
        phase: 'prepare',
        class: owner,
        arguments: given,
        instance: variable,
      })
    }
    return { kind: 'instance', variable: instance.variable }
  }

  #placeOnDemand(variable: Variable): void {
    const frame = this.#scope.onDemand.get(variable)
    if (frame === undefined || this.#placed.has(variable)) return
    this.#placed.add(variable)
    this.place(frame)
  }

  #guardWhole(plan: CallPlan, value: Variable, phase: Phase): Frame {
    const { marks, name } = plan.roled.method
    const onMissing = marks.onMissing ?? this.#scope.chain.class.marks.onMissing ?? defaultOnMissing
    return { kind: 'guard-missing', phase, value, what: `What ${name} returns`, onMissing }
  }

  #action(value: Variable, phase: Phase): void {
    const action = this.#parts.actions.get(value)
    if (action === undefined) return
    const { method } = action.roled
    this.place({
      kind: 'call',
      phase,
      target: this.#target(action.roled),
      method: method.name,
      arguments: action.arguments,
      isAsync: method.returns.isAsync,
      throwsAtOnce: method.isAsyncFunction !== true,
      read: undefined,
      result: { kind: 'none' },
      roundTrips: method.reads.roundTrips,
      ...(action.onlyWith === undefined ? {} : { onlyWith: action.onlyWith }),
      ...(returnsNothing(method) && { returnsNothing: true as const }),
      ...(takesSessionToWrite(method) && { writes: true }),
    })
  }

  #effect({ returned, variable }: PlannedValue, phase: Phase): void {
    if (returned.category === 'claimed') this.#action(variable, phase)
    if (returned.category === 'messages') this.#cascade(variable, phase)
    if (returned.category === 'events') this.#append(variable, phase)
    if (returned.category === 'saga') this.#start(variable, phase)
    if (returned.category !== 'effect' && returned.category !== 'effects') return
    const isList = returned.use.type.kind === 'list'
    const type = returned.use.type.kind === 'list' ? returned.use.type.element : returned.use.type
    this.place({
      kind: 'run-effect',
      phase,
      effect: variable,
      arguments: this.#parts.effects.get(variable) ?? [],
      isAsync: this.#isAsync(type),
      isSessionEffect: isQueued(type),
      iteration: isList ? 'sync' : 'none',
      optional: returned.use.null || returned.use.undefined,
      ...(this.#executesOf(type).some(takesSessionToWrite) && { writes: true }),
    })
  }

  #append(events: Variable, phase: Phase): void {
    const append = this.#parts.events.appends.get(events)
    if (append !== undefined) this.place({ kind: 'append-events', phase, events, ...append })
  }

  /** The body of an endpoint, or the reply of a handler. */
  #update({ variable }: PlannedValue, phase: Phase): void {
    const update = this.#parts.events.updates.get(variable)
    if (update === undefined) return
    this.place({ kind: 'update-state', phase, ...update })
    if (this.#scope.route === undefined) this.#cascade(update.state, phase)
  }

  #cascade(value: Variable, phase: Phase): void {
    const { type } = value.use
    const name = nameOfSent(type, this.#scope.model)
    this.place({
      kind: 'cascade',
      phase,
      value,
      ...(name === undefined ? {} : { name }),
      isAsync: isAsyncIterable(type),
    })
  }

  #start(saga: Variable, phase: Phase): void {
    const imported = factsOf(saga.use.type, this.#scope.model)?.import
    // Without one discovery has reported it.
    if (imported === undefined) return
    const session = this.#scope.session('write')
    this.place({ kind: 'start-saga', phase, saga, class: imported, session })
  }

  #isAsync(type: TypeRef): boolean {
    if (isSessionEffect(type)) return false
    return factsOf(type, this.#scope.model)?.execute?.returns.isAsync ?? false
  }

  /** What users implement; effects of the runtime say by their types what they write. */
  #executesOf(type: TypeRef): readonly MethodModel[] {
    const members = type.kind === 'union' ? type.members : [type]
    return members
      .filter((each) => !isSessionEffect(each))
      .flatMap((each) => factsOf(each, this.#scope.model)?.execute ?? [])
  }
}

function returnsNothing({ returns }: MethodModel): boolean {
  return returns.use.type.kind === 'nothing' && !returns.use.null && returns.isNever !== true
}

function isQueued(type: TypeRef): boolean {
  return type.kind === 'union' ? type.members.every(isSessionEffect) : isSessionEffect(type)
}

export const defaultOnMissing = { answer: 'problem-404', message: undefined } as const
