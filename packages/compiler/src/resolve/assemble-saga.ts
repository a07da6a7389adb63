import type { Frame } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import type { SagaMethod } from '../model/application-model.js'
import { Assembly, type Parts } from './assemble.js'
import type { BoundCall } from './call-plan.js'
import { isLookedFor, type BoundSaga } from './saga.js'
import type { Scope } from './scope.js'

interface SagaChain extends Parts {
  readonly decisions: readonly BoundCall[]
}

/** What becomes of a saga, written out: it is looked for, then found or not, changed or begun. */
export function placeSaga(
  saga: BoundSaga,
  chain: SagaChain,
  assembly: Assembly,
  scope: Scope,
): void {
  const ways = new SagaWays(saga, chain, scope)
  const { find, id, loaded, session, class: type } = saga
  if (!isLookedFor(saga)) {
    if (find !== undefined && ways.startsFresh) assembly.place(find)
    ways.start(assembly)
    return
  }
  if (find !== undefined) assembly.place(find)
  assembly.place({
    kind: 'load-entity',
    phase: 'prepare',
    document: type,
    id,
    session,
    entity: loaded,
  })
  const begins = ways.has('start', 'either')
  if (!begins && !ways.has('missing')) {
    assembly.place({ kind: 'guard-saga', phase: 'decide', saga: loaded, class: type, id })
    ways.change(assembly)
    return
  }
  const inside = (place: (into: Assembly) => void): readonly Frame[] => {
    const branch = new Assembly(scope, chain, assembly)
    place(branch)
    return branch.frames
  }
  assembly.place({
    kind: 'branch',
    phase: 'decide',
    value: loaded,
    missing: inside((into) => {
      if (begins) ways.start(into)
      else ways.miss(into)
    }),
    found: inside((into) => {
      if (ways.has('found', 'either')) ways.change(into)
    }),
  })
}

class SagaWays {
  readonly #saga: BoundSaga
  readonly #chain: SagaChain
  readonly #scope: Scope

  constructor(saga: BoundSaga, chain: SagaChain, scope: Scope) {
    this.#saga = saga
    this.#chain = chain
    this.#scope = scope
  }

  has(...whens: readonly SagaMethod['when'][]): boolean {
    return this.#saga.methods.some((each) => whens.includes(each.when))
  }

  /** An instance method starts it. */
  get startsFresh(): boolean {
    return !this.#saga.methods.some(({ when, method }) => when === 'start' && method.isStatic)
  }

  start(into: Assembly): void {
    const { class: type, fresh, session, id } = this.#saga
    if (!this.startsFresh) {
      // It is written when the methods that go on with it are through.
      const goesOn = this.has('either')
      const started = this.#call('start', undefined, into, goesOn)
      if (!goesOn || started === undefined) return
      this.#call('either', started, into)
      into.place({ kind: 'start-saga', phase: 'effects', saga: started, class: type, session })
      return
    }
    into.place({ kind: 'new-saga', phase: 'decide', class: type, id, saga: fresh })
    into.place({ kind: 'enter-saga', phase: 'decide', saga: fresh })
    this.#call('start', fresh, into)
    this.#call('either', fresh, into)
    into.place({ kind: 'start-saga', phase: 'effects', saga: fresh, class: type, session })
  }

  change(into: Assembly): void {
    const { class: type, loaded, session } = this.#saga
    into.place({ kind: 'enter-saga', phase: 'decide', saga: loaded })
    this.#call('found', loaded, into)
    this.#call('either', loaded, into)
    into.place({ kind: 'save-saga', phase: 'effects', saga: loaded, class: type, session })
  }

  miss(into: Assembly): void {
    this.#call('missing', undefined, into)
  }

  /** Static ones without an instance; what one of them starts. */
  #call(
    when: SagaMethod['when'],
    on: Variable | undefined,
    into: Assembly,
    goesOn = false,
  ): Variable | undefined {
    let started: Variable | undefined
    for (const { method } of this.#saga.methods.filter((each) => each.when === when)) {
      const call = this.#chain.decisions.find((each) => each.plan.roled.method === method)
      if (call === undefined) continue
      const target = into.on(this.#scope.chain.class, on)
      target.callAlone(call, 'decide')
      const own = call.plan.values.find(({ returned }) => returned.category === 'saga')?.variable
      if (own !== undefined && !own.use.null && !own.use.undefined && on === undefined) {
        into.place({ kind: 'enter-saga', phase: 'decide', saga: own })
        started = own
      }
      target.effectsOf(call, 'effects', goesOn ? started : undefined)
    }
    return started
  }
}
