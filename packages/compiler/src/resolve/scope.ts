import type { ChainAdditions } from '../frames/additions.js'
import type {
  FetchStream,
  LoadEntity,
  ReadFile,
  ReadValue,
  TakeService,
  TakeState,
} from '../frames/frame.js'
import type { ValueKey } from '../frames/outline.js'
import type { Variable } from '../frames/variable.js'
import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import { chainName } from '../model/chain-name.js'
import type {
  ClassModel,
  MethodModel,
  OnMissingModel,
  ParameterModel,
  RouteModel,
} from '../model/method-model.js'
import { noHandle, type NamedType, type TypeRelations, type TypeUse } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import type { ServiceUse } from '../frames/chain.js'
import type { PlannedValue } from './call-plan.js'
import { aggregatesOf, type ChainAggregates } from './chain-aggregates.js'
import type { Findings } from './findings.js'
import { layersOf } from './layers.js'
import type { RoledMethod } from './method-roles.js'
import type { ServicePlans } from './services.js'
import type { ChainStream } from './streams.js'

/** A value that a method of the chain returns. */
export interface Produced {
  readonly variable: Variable
  readonly by: RoledMethod
  /** Tuple label or member name; values without a type name are found by it. */
  readonly name: string | undefined
  /** It takes the body and returns another of its type: what comes later in the source gets this one. */
  readonly replacesBody: boolean
}

export interface Body {
  readonly variable: Variable
  readonly format: 'json' | 'form' | 'message'
}

/** A piece of text in the request that somebody takes. */
export type RequestValue = Omit<ReadValue, 'phase' | 'because' | 'kind' | 'required'> & {
  required: boolean
  readonly parameter: ParameterModel
}

export type OnDemand = TakeService | LoadEntity | FetchStream | TakeState

/** Everything one chain has and is asked for. Made, filled and forgotten with the resolution of one endpoint or handler. */
export class Scope {
  readonly chain: ChainModel
  readonly model: ApplicationModel
  readonly relations: TypeRelations
  readonly findings: Findings
  readonly servicePlans: ServicePlans
  readonly additions: ChainAdditions
  /** The classes around the decision, outermost first; the chain's own is the last. */
  readonly layers: readonly ClassModel[]

  /** What every method returns, by its key. */
  readonly values = new Map<ValueKey, PlannedValue>()
  readonly produced: Produced[] = []
  body: Body | undefined
  /** Parameters that could be the body as well: reported once, not asked for again. */
  refused: ReadonlySet<ParameterModel> = new Set()
  readonly requestValues = new Map<string, RequestValue>()
  /** Files of a form that methods take by name. */
  readonly files = new Map<string, ReadFile>()
  readonly services = new Map<string, ServiceUse>()
  /** Frames that are placed when the first call needs what they create. */
  readonly onDemand = new Map<Variable, OnDemand>()
  /** What it decides for. */
  readonly aggregates: ChainAggregates
  /** Streams that it fetches to append to them, in the order in which they were asked for. */
  readonly streams: ChainStream[] = []
  /** What a missing value answers, where its producer or class says so. */
  readonly onMissing = new Map<Variable, OnMissingModel>()

  #variables = 0
  #session: Variable | undefined
  #error: Variable | undefined
  #writes = false
  readonly #names = new Map<Variable, { readonly name: string; readonly rank: number }>()

  constructor(
    chain: ChainModel,
    surroundings: Pick<Scope, 'model' | 'relations' | 'findings' | 'servicePlans' | 'additions'>,
  ) {
    this.chain = chain
    this.model = surroundings.model
    this.relations = surroundings.relations
    this.findings = surroundings.findings
    this.servicePlans = surroundings.servicePlans
    this.additions = surroundings.additions
    this.aggregates = aggregatesOf(chain, this.model)
    this.layers = layersOf(chain, this.additions, this.model)
  }

  /** Of an endpoint. */
  get route(): RouteModel | undefined {
    return this.chain.kind === 'endpoint' ? this.chain.route : undefined
  }

  /** `POST /orders`, or the wire name of the message. */
  get name(): string {
    return chainName(this.chain, this.model)
  }

  /** Of the chain's own class; with combined handlers the first of theirs. */
  get ownLevel(): number {
    const { chain } = this
    const own = chain.kind === 'handler' ? (chain.combined ?? [chain]) : [chain]
    return this.layers.length - new Set(own.map((each) => each.class)).size
  }

  variable(wanted: string, use: TypeUse, otherwise?: string): Variable {
    const id = this.#variables++
    return otherwise === undefined ? { id, wanted, use } : { id, wanted, use, otherwise }
  }

  /** The chain's one session. `write`: what it holds must be committed. */
  session(access: 'read' | 'write'): Variable {
    this.#session ??= this.variable('session', runtimeUse('DocumentSession'))
    this.#writes ||= access === 'write'
    return this.#session
  }

  /** What was thrown: one name for every `catch`, none of which stands within another. */
  error(use: TypeUse): Variable {
    this.#error ??= this.variable('error', use)
    return this.#error
  }

  /** Values of methods that take no part in this chain are no candidates. */
  keepResultsOf(methods: readonly MethodModel[]): void {
    const kept = this.produced.filter((each) => methods.includes(each.by.method))
    this.produced.splice(0, this.produced.length, ...kept)
  }

  get openedSession(): Variable | undefined {
    return this.#session
  }

  get isSaga(): boolean {
    return this.chain.kind === 'handler' && this.chain.saga !== undefined
  }

  get isNonTransactional(): boolean {
    const { class: owner, method } = this.chain
    return owner.marks.nonTransactional || method.marks.nonTransactional
  }

  get writes(): boolean {
    return this.#writes
  }

  /** A method calls the value so; the deciding method's word counts most, a middleware's least, among equals the first one's. */
  called(variable: Variable, name: string | undefined, asker: RoledMethod): void {
    // `_request` says that its own method ignores it.
    const plain = name?.replace(/^_+/, '')
    if (plain === undefined || plain === '') return
    const rank = asker.role === 'decide' ? 3 : asker.level >= this.ownLevel ? 2 : 1
    const current = this.#names.get(variable)
    if (current === undefined || current.rank < rank)
      this.#names.set(variable, { name: plain, rank })
  }

  nameFor(variable: Variable): string {
    return this.#names.get(variable)?.name ?? variable.wanted
  }
}

export function runtimeUse(name: 'DocumentSession'): TypeUse {
  const type: NamedType = { kind: 'named', id: runtimeId(name), name, args: [] }
  return { type, null: false, undefined: false, text: () => name, handle: noHandle }
}
