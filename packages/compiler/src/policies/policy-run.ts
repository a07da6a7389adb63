import type {
  AddedCall,
  AddedMiddleware,
  AddedStep,
  PolicyPlace,
  ReturnAction,
} from '../frames/additions.js'
import type { ProducedAnswer } from '../frames/chain.js'
import { phases } from '../frames/frame.js'
import type { ChainOutline, OutlinedValue } from '../frames/outline.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import { nearest } from '../diagnostics/near-names.js'
import { chainKey, type ChainKey } from '../model/chain-key.js'
import type { NamedExports } from '../model/named-exports.js'
import { noHandle } from '../model/type-ref.js'
import type { Call, Chain, PolicyTools, ReturnValue, SymbolRef, TypeRef } from './chain-policy.js'
import { matchOf, mayBe, type Types } from './matching.js'
import * as mistakes from './policy-mistake.js'
import { findMethod, findReference, type Reference } from './references.js'
import type { RegisteredPolicy } from './registered-policy.js'

/** What one policy added to one chain. */
export interface Recorded {
  readonly middleware: AddedMiddleware[]
  readonly steps: AddedStep[]
  readonly actions: ReturnAction[]
  readonly produces: ProducedAnswer[]
}

type Found = Extract<Reference, { kind: 'found' }>

/** What policies may know. */
export interface Known {
  readonly types: Types
  readonly exports: NamedExports
}

/** One policy over all chains: frozen views on one side, plain records on the other. Ends when the policy returns. */
export class PolicyRun {
  readonly recorded = new Map<ChainKey, Recorded>()
  readonly diagnostics: Diagnostic[] = []
  /** What additions refer to. */
  readonly named = new Map<string, { readonly found: Found; readonly as: 'class' | 'value' }>()
  readonly #policy: RegisteredPolicy
  readonly #known: Known
  readonly #references = new Map<string, Reference>()
  readonly #values = new WeakMap<ReturnValue, { chain: ChainOutline; value: OutlinedValue }>()
  /** `undefined`: its method does not exist, which has been reported. */
  readonly #calls = new WeakMap<Call, PlannedCall | undefined>()
  #isOpen = true

  constructor(policy: RegisteredPolicy, known: Known) {
    this.#policy = policy
    this.#known = known
  }

  run(outlines: readonly ChainOutline[]): void {
    const { apply, name } = this.#policy
    try {
      const chains = Object.freeze(outlines.map((each) => this.#view(each)))
      const decide: (...given: Parameters<typeof apply>) => unknown = apply
      const result = decide(chains, this.#tools())
      if (isThenable(result)) {
        result.then(undefined, () => undefined)
        this.#fail(undefined, {
          message: `${name} is asynchronous, and a policy decides before it returns`,
          help: 'Read what it needs before the configuration is exported, and decide without await',
        })
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const thrown = error instanceof Error ? error : undefined
      this.#fail(thrown, {
        message: `${name} threw: ${reason.split('\n')[0] ?? ''}`,
        ...(error instanceof mistakes.PolicyMistake ? { help: error.help } : {}),
      })
    }
    this.#isOpen = false
  }

  #fail(error: Error | undefined, what: Parameters<typeof diagnostic>[2]): void {
    this.recorded.clear()
    const location = this.#policy.locate(error, '')
    this.diagnostics.push(diagnostic('policy-failed', location, what))
  }

  #tools(): PolicyTools {
    const method: PolicyTools['method'] = (ref, name) => {
      const reference = findMethod(this.#reference(ref), name)
      if (reference.kind === 'unknown') this.#report(reference, name)
      return (...values) => this.#call(ref, name, reference, values)
    }
    return Object.freeze({
      type: (ref: SymbolRef) => {
        const reference = this.#reference(ref)
        if (reference.kind === 'unknown') this.#report(reference, ref)
        return Object.freeze({ ref })
      },
      method,
    })
  }

  #reference(ref: string): Reference {
    let reference = this.#references.get(ref)
    if (reference === undefined) {
      reference = findReference(ref, this.#policy.folder, this.#known.exports)
      this.#references.set(ref, reference)
    }
    return reference
  }

  #report({ message, help }: Extract<Reference, { kind: 'unknown' }>, text: string): void {
    const location = this.#policy.locate(new Error(), text)
    this.diagnostics.push(
      diagnostic('unknown-type-reference', location, {
        message: `${message} (in ${this.#policy.name})`,
        ...(help === undefined ? {} : { help }),
      }),
    )
  }

  #call(ref: string, name: string, reference: Reference, values: readonly ReturnValue[]): Call {
    const call = Object.freeze({ method: `${ref}.${name}` as SymbolRef })
    const given = values.map((each) => {
      const known = this.#values.get(each)
      if (known === undefined) throw mistakes.valueExpected(name, each)
      return known
    })
    this.#calls.set(call, reference.kind === 'found' ? { reference, name, given } : undefined)
    return call
  }

  #view(outline: ChainOutline): Chain {
    const { model, name, values, request } = outline
    const { types } = this.#known
    const { class: owner, method } = model
    const route = model.kind === 'endpoint' ? model.route : undefined
    const file = owner.type.id.split('#')[0] ?? ''
    const idOf = (type: TypeRef) => this.#idOf(type)
    return Object.freeze<Chain>({
      kind: model.kind,
      name,
      handler: `./${file}#${owner.type.name}`,
      method: method.name,
      route: route && Object.freeze({ verb: route.verb, path: route.path }),
      takes: (type) => {
        const id = idOf(type)
        return id !== undefined && request !== undefined && matchOf(request, id, types) === 'one'
      },
      creates: (type) => {
        const id = idOf(type)
        return id !== undefined && values.some(({ use }) => mayBe(use.type, id, types))
      },
      returnValuesOf: (type) => this.#valuesOf(idOf(type), outline),
      use: (type) => this.#use(type, outline),
      insert: (phase, step) => this.#insert(phase, step, outline),
      produces: (status, body) => this.#produces(status, body, outline),
    })
  }

  #idOf(type: TypeRef): string | undefined {
    if (typeof (type as Partial<TypeRef> | undefined)?.ref !== 'string') {
      throw mistakes.typeExpected(type)
    }
    const reference = this.#reference(type.ref)
    return reference.kind === 'found' ? reference.type.id : undefined
  }

  #valuesOf(id: string | undefined, chain: ChainOutline): readonly ReturnValue[] {
    const values = chain.values.flatMap((value) => {
      if (id === undefined || !value.isAnswer) return []
      const match = matchOf(value.use.type, id, this.#known.types)
      if (match === 'none') return []
      const seen: ReturnValue = Object.freeze({
        isList: match === 'list' || value.isIterable,
        useReturnAction: (action: Call) => this.#claim(value, action, chain),
      })
      this.#values.set(seen, { chain, value })
      return [seen]
    })
    return Object.freeze(values)
  }

  #use(type: TypeRef, chain: ChainOutline): void {
    const place = this.#place(type.ref)
    if (this.#idOf(type) === undefined) return
    const reference = this.#reference(type.ref)
    if (reference.kind !== 'found') return
    this.#remember(reference, 'class')
    this.#record(chain).middleware.push({ class: reference.type.id, by: place })
  }

  #insert(phase: string, step: Call, chain: ChainOutline): void {
    const place = this.#place(phase)
    const known = phases.find((each) => each === phase)
    if (known === undefined) {
      const near = nearest(phase, phases)
      const help = near === undefined ? {} : { help: `Did you mean '${near}'?` }
      this.diagnostics.push(
        diagnostic('unknown-phase', place.location, {
          message: `${this.#policy.name} inserts into the phase \`${phase}\`, which there is not`,
          ...help,
        }),
      )
      return
    }
    const call = this.#added(step, chain, place)
    if (call !== undefined) this.#record(chain).steps.push({ phase: known, call })
  }

  #claim(value: OutlinedValue, action: Call, chain: ChainOutline): void {
    const call = this.#added(action, chain, this.#place('useReturnAction'))
    if (call !== undefined) this.#record(chain).actions.push({ value: value.key, call })
  }

  #produces(status: number, body: TypeRef | undefined, chain: ChainOutline): void {
    if (!Number.isInteger(status) || status < 100 || status > 599) {
      throw mistakes.statusExpected(status)
    }
    this.#assertOpen()
    if (body === undefined) {
      this.#record(chain).produces.push({ status, body: undefined })
      return
    }
    if (this.#idOf(body) === undefined) return
    const reference = this.#reference(body.ref)
    if (reference.kind !== 'found') return
    this.#remember(reference, 'value')
    const { type } = reference
    const use = { type, null: false, undefined: false, text: () => type.name, handle: noHandle }
    this.#record(chain).produces.push({ status, body: use })
  }

  #added(call: Call, chain: ChainOutline, by: PolicyPlace): AddedCall | undefined {
    if (!this.#calls.has(call)) throw mistakes.callExpected(call)
    const planned = this.#calls.get(call)
    if (planned === undefined) return undefined
    const { reference, name, given } = planned
    const foreign = given.find((each) => each.chain !== chain)
    if (foreign !== undefined) {
      throw mistakes.ownValueExpected(name, chain.name, foreign.chain.name)
    }
    this.#remember(reference, 'class')
    const values = given.map((each) => each.value.key)
    return { class: reference.type.id, method: name, values, by }
  }

  #remember(found: Found, as: 'class' | 'value'): void {
    this.named.set(`${as} ${found.type.id}`, { found, as })
  }

  #record(chain: ChainOutline): Recorded {
    const key = chainKey(chain.model)
    let recorded = this.recorded.get(key)
    if (recorded === undefined) {
      recorded = { middleware: [], steps: [], actions: [], produces: [] }
      this.recorded.set(key, recorded)
    }
    return recorded
  }

  #place(text: string): PolicyPlace {
    this.#assertOpen()
    const { name } = this.#policy
    return { policy: name, location: this.#policy.locate(new Error(), text) }
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw mistakes.hasReturned(this.#policy.name)
  }
}

interface PlannedCall {
  readonly reference: Found
  readonly name: string
  readonly given: readonly { readonly chain: ChainOutline; readonly value: OutlinedValue }[]
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | undefined)?.then === 'function'
}
