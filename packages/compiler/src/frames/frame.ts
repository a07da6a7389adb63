import type { HttpVerb, OnMissingModel, ParameterModel } from '../model/method-model.js'
import type { ImportRef, NamedType, TypeId, TypeRef, TypeUse } from '../model/type-ref.js'
import type { Argument, Target } from './argument.js'
import type { Variable } from './variable.js'

/**
 * The plan of a chain: what happens, never how it is printed. A frame says which phase it belongs to, and `because`, one
 * sentence, where a convention did something the reader did not write.
 */
export type Frame =
  | OpenSession
  | ReadValue
  | GuardViolations
  | ReadBody
  | Receive
  | ReadFiles
  | TakeService
  | Construct
  | LoadEntity
  | FetchStream
  | TakeState
  | AppendEvents
  | UpdateState
  | Call
  | Unpack
  | Stop
  | GuardMissing
  | RunEffect
  | Cascade
  | StartSaga
  | FindSagaId
  | NewSaga
  | EnterSaga
  | GuardSaga
  | SaveSaga
  | Branch
  | Commit
  | CommitMessages
  | Respond
  | Together
  | Region
  | Dispose
  | AfterCommit

/** In this order. A frame is put into a phase, never at a position. */
export const phases = [
  'headers',
  'authorize',
  'body',
  'prepare',
  'decide',
  'effects',
  'after',
  'commit',
  'respond',
  'afterCommit',
] as const
export type Phase = (typeof phases)[number]

interface Step {
  readonly phase: Phase
  readonly because?: string
}

export interface OpenSession extends Step {
  readonly kind: 'open-session'
  readonly session: Variable
}

/** A value of the request that is text: parsed as the declared type. */
export interface ReadValue extends Step {
  readonly kind: 'read-value'
  readonly from: 'route' | 'query' | 'header' | 'cookie'
  readonly name: string
  readonly required: boolean
  /** `?tag=a&tag=b` */
  readonly isList: boolean
  /** Of one element when it is a list. */
  readonly type: TypeRef
  readonly value: Variable
  /** What asked for it: its comment and its default are for whoever calls. */
  readonly parameter?: ParameterModel
}

/** Ends with 400 when one of the values read before did not parse or is missing. */
export interface GuardViolations extends Step {
  readonly kind: 'guard-violations'
  /** Those whose absence TypeScript must see excluded. */
  readonly required: readonly Variable[]
}

export interface ReadBody extends Step {
  readonly kind: 'read-body'
  readonly format: 'json' | 'form'
  /** Of the user: reads the body instead of a decoder of ours. */
  readonly schema: ImportRef | undefined
  readonly body: Variable
}

/** The message, which whoever calls the handler has decoded. */
export interface Receive extends Step {
  readonly kind: 'receive'
  readonly message: Variable
  /** `@Batch`: a list of them. */
  readonly isList?: true
}

/** Files of a form that methods take by the names of their parameters; ends with 400 when one is missing. */
export interface ReadFiles extends Step {
  readonly kind: 'read-files'
  readonly files: readonly ReadFile[]
}
export interface ReadFile {
  readonly name: string
  readonly required: boolean
  readonly isList: boolean
  readonly file: Variable
}

/** A member of `Services`. */
export interface TakeService extends Step {
  readonly kind: 'take-service'
  readonly member: string
  readonly service: Variable
  /** How it is made, per execution, when the application supplies none. */
  readonly make: { readonly class: ImportRef; readonly arguments: readonly Argument[] } | undefined
}

/** The handler class itself, when it has instance methods. */
export interface Construct extends Step {
  readonly kind: 'construct'
  readonly class: ImportRef
  readonly arguments: readonly Argument[]
  readonly instance: Variable
}

/** A document by its id: asked for by a parameter's type alone. */
export interface LoadEntity extends Step {
  readonly kind: 'load-entity'
  readonly document: ImportRef
  /** The state of a stream that is only read. */
  readonly isAggregate?: true
  readonly id: Argument
  readonly session: Variable
  readonly entity: Variable
}

/** A stream that is decided for: the commit fails when somebody else has appended meanwhile. */
export interface FetchStream extends Step {
  readonly kind: 'fetch-stream'
  readonly aggregate: ImportRef
  readonly id: Argument
  /** What whoever sent the command has seen. */
  readonly version?: Argument
  /** The version is checked even when nothing is appended. */
  readonly isConsistent: boolean
  readonly session: Variable
  readonly stream: Variable
}

/** `const order = stream.state`, `null` when there is no such stream. */
export interface TakeState extends Step {
  readonly kind: 'take-state'
  readonly stream: Variable
  readonly state: Variable
}

/** What was decided is appended to its stream. */
export interface AppendEvents extends Step {
  readonly kind: 'append-events'
  readonly stream: Variable
  readonly events: Variable
  /** `each`: one after another, from what is asynchronous or may hold nothing. */
  readonly how: 'one' | 'all' | 'each'
}

/** The state after what was appended. */
export interface UpdateState extends Step {
  readonly kind: 'update-state'
  readonly stream: Variable
  readonly state: Variable
}

export interface Call extends Step {
  readonly kind: 'call'
  readonly target: Target
  readonly method: string
  readonly arguments: readonly Argument[]
  readonly isAsync: boolean
  /** It may throw before there is a promise of it. */
  readonly throwsAtOnce: boolean
  /** `Read` values are asked for here: one, or a tuple of them in one flush. */
  readonly read: ReadFrame | undefined
  readonly result: Result
  /** Round trips that can be proved: 0 without a session. */
  readonly roundTrips: number | undefined
  /** Classes of compiled queries that are asked, as far as the method names them. */
  readonly asks?: readonly TypeId[]
  /** It is made only when this value is there. */
  readonly onlyWith?: Variable
  /** It resolves with nothing, or returns nothing. */
  readonly returnsNothing?: true
  /** It is declared so: no frame follows it. */
  readonly neverReturns?: true
  /** It is given a session to write to, not one to read with. */
  readonly writes?: true
}

export interface ReadFrame {
  readonly session: Variable
  readonly isTuple: boolean
  /** Classes of the compiled queries among what is asked for, as they are declared. */
  readonly queries: readonly NamedType[]
  /** The value is JSON text, of this type: Postgres writes it, or, of a query of another class, its encoder. */
  readonly json?: TypeRef
}

/** What a call's value is taken apart into. */
export type Result =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole'; readonly variable: Variable }
  /** `optional`: the whole may be missing, and so is each of its elements then. */
  | {
      readonly kind: 'tuple'
      readonly elements: readonly (Variable | undefined)[]
      readonly optional?: true
    }
  | { readonly kind: 'members'; readonly members: readonly NamedVariable[] }
export interface NamedVariable {
  readonly name: string
  readonly variable: Variable
}

/** `const { board, provider } = loaded`, once what stops is out of the way. */
export interface Unpack extends Step {
  readonly kind: 'unpack'
  readonly value: Variable
  readonly result: Result
}

/** Ends the chain when the value says so. */
export interface Stop extends Step {
  readonly kind: 'stop'
  readonly by: StopKind
  readonly value: Variable
  /** The value may hold something else as well, so its class is asked for. */
  readonly among: boolean
  /** What its method returns, whole: which statuses are said there. */
  readonly declared: TypeRef
}
export type StopKind = 'problem' | 'http-result' | 'continuation' | 'messages'

export interface GuardMissing extends Step {
  readonly kind: 'guard-missing'
  readonly value: Variable
  /** What the message calls it: `Todo`. */
  readonly what: string
  readonly onMissing: OnMissingModel
}

/** `storeDoc.execute(session)` */
export interface RunEffect extends Step {
  readonly kind: 'run-effect'
  readonly effect: Variable
  readonly arguments: readonly Argument[]
  readonly isAsync: boolean
  /** Queued on the session; what users implement runs here and now. */
  readonly isSessionEffect: boolean
  readonly iteration: 'none' | 'sync' | 'async'
  /** May be null or undefined: then there is nothing to do. */
  readonly optional: boolean
  /** What users implement is given a session to write to. */
  readonly writes?: true
}

/** Messages that are sent with the commit. */
export interface Cascade extends Step {
  readonly kind: 'cascade'
  readonly value: Variable
  /** The wire name, where what is sent does not say it. */
  readonly name?: string
  /** An async iterable. */
  readonly isAsync: boolean
}

/** A saga that was returned begins. */
export interface StartSaga extends Step {
  readonly kind: 'start-saga'
  readonly saga: Variable
  readonly class: ImportRef
  readonly session: Variable
}

/** Which saga a message is for, where the message itself may not say it. */
export interface FindSagaId extends Step {
  readonly kind: 'find-saga-id'
  readonly class: ImportRef
  /** Members that were looked for. */
  readonly members: readonly string[]
  /** One that may be there. */
  readonly given: Argument | undefined
  readonly id: Variable
  readonly isNumber: boolean
}

/** One that knows nothing but its id. */
export interface NewSaga extends Step {
  readonly kind: 'new-saga'
  readonly class: ImportRef
  readonly id: Argument
  readonly saga: Variable
}

/** From here on messages say that they come from it. */
export interface EnterSaga extends Step {
  readonly kind: 'enter-saga'
  readonly saga: Variable
}

/** Ends when there is none. */
export interface GuardSaga extends Step {
  readonly kind: 'guard-saga'
  readonly saga: Variable
  readonly class: ImportRef
  readonly id: Argument
}

/** Updated, or deleted when it is completed. */
export interface SaveSaga extends Step {
  readonly kind: 'save-saga'
  readonly saga: Variable
  readonly class: ImportRef
  readonly session: Variable
}

/** One of two ways, depending on whether a value is there. */
export interface Branch extends Step {
  readonly kind: 'branch'
  readonly value: Variable
  readonly missing: readonly Frame[]
  readonly found: readonly Frame[]
}

/** Messages of an endpoint that has no session to commit. */
export interface CommitMessages extends Step {
  readonly kind: 'commit-messages'
}

export interface Commit extends Step {
  readonly kind: 'commit'
  readonly session: Variable
}

/** One answer; several when the declared type is a union, told apart in this order. */
export interface Respond extends Step {
  readonly kind: 'respond'
  readonly answers: readonly Answer[]
}
export type Answer =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-found'; readonly value: Variable; readonly what: string }
  | { readonly kind: 'text'; readonly value: Variable }
  | {
      readonly kind: 'json'
      readonly value: Variable
      readonly type: TypeRef
      /** The value is the text already. */
      readonly isText?: true
    }
  | { readonly kind: 'http-result'; readonly value: Variable; readonly among: boolean }
  | {
      readonly kind: 'created' | 'accepted'
      readonly value: Variable
      readonly among: boolean
      /** `undefined`: no body. */
      readonly body: TypeUse | undefined
    }

/** Independent loads: one `Promise.all`, so that they leave together. */
export interface Together extends Step {
  readonly kind: 'together'
  readonly loads: readonly (Call | LoadEntity | FetchStream)[]
}

/** `try { … } catch { … } finally { … }` around the rest. */
export interface Region extends Step {
  readonly kind: 'region'
  readonly frames: readonly Frame[]
  readonly catches: readonly Catch[]
  readonly finally: readonly (Call | Dispose)[]
}

/** `timer[Symbol.dispose]()` */
export interface Dispose extends Step {
  readonly kind: 'dispose'
  readonly value: Variable
  readonly isAsync: boolean
}
export interface Catch {
  /** A string is a global: `RangeError`. `undefined`: whatever was thrown. */
  readonly error: ImportRef | string | undefined
  /** One for all catches of a region: they share a clause. */
  readonly variable: Variable
  readonly call: Call
  /** An answer ends it; nothing, and the error goes on. */
  readonly stops: readonly Stop[]
}

/** After commit and response: an error is logged and changes nothing. */
export interface AfterCommit extends Step {
  readonly kind: 'after-commit'
  readonly frames: readonly Frame[]
}

export type { HttpVerb }
