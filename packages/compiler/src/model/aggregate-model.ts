import type { SourceLocation } from './source-location.js'
import type { NamedType } from './type-ref.js'

/** A class used as the state of a stream. */
export interface AggregateModel {
  readonly type: NamedType
  /** What its streams are called: kebab-case of the class. */
  readonly name: string
  /** What its `apply…`, static `create…` or `evolve` methods take, each once. */
  readonly events: readonly NamedType[]
  /** How they change it; `undefined`: nothing does, its streams are only started. */
  readonly fold: FoldModel | undefined
  /** What `@Snapshot` says. */
  readonly snapshot: { readonly version?: number; readonly lifecycle?: 'inline' | 'live' }
  /** Handlers, or whoever fetches it, append to its streams. */
  readonly isWritten: boolean
  /** Something begins its streams: `startStream`, or who takes a state that may be missing. */
  readonly isStarted: boolean
  readonly location: SourceLocation
}

export type FoldModel = Fold & {
  /** What was reported keeps generated code from calling it. */
  readonly inError?: true
}

type Fold =
  | {
      readonly kind: 'methods'
      /** Static: each makes the first state of an event. */
      readonly creates: readonly AppliedModel[]
      /** Of the state there is; without `creates` they begin with a new instance. */
      readonly applies: readonly AppliedModel[]
      /** Of everything that decides what becomes of the events. */
      readonly source: string
    }
  | {
      readonly kind: 'evolve'
      readonly events: readonly NamedType[]
      /** It takes `null` before the first event; else a new instance. */
      readonly takesNull: boolean
      readonly returns: AppliedModel['returns']
      readonly source: string
    }

/** One method, and the classes that its parameter can be. */
export interface AppliedModel {
  readonly method: string
  readonly events: readonly NamedType[]
  /** `nothing`: the state was changed in place. */
  readonly returns: 'nothing' | 'state'
}
