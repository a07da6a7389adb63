import type { Documentation } from './documentation.js'
import type { SourceLocation } from './source-location.js'
import type { NamedType, TypeId, TypeUse } from './type-ref.js'

/** What a parameter's type says where it is written: to TypeScript every marker is the plain type, which tells nothing of it. */
export type Marker =
  | { readonly kind: 'route'; readonly name: string | undefined }
  | { readonly kind: 'query'; readonly name: string | undefined }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'cookie'; readonly name: string }
  | { readonly kind: 'form' }
  | { readonly kind: 'body' }
  | { readonly kind: 'services'; readonly name: string | undefined }
  | { readonly kind: 'entity'; readonly id: string | undefined }
  | { readonly kind: 'write-aggregate' | 'read-aggregate'; readonly id: string | undefined }
  | { readonly kind: 'now' }
  | { readonly kind: 'new-id' }
  | { readonly kind: 'tenant-id' }

export interface ParameterModel {
  /** `undefined` when it is destructured. */
  readonly name: string | undefined
  /** The type within the marker: `Todo` for `Entity<Todo> | null`, with `null: true`. `undefined`: no annotation. */
  readonly use: TypeUse | undefined
  readonly marker: Marker | undefined
  /** `x?: T` or `x = value`: may be left out. */
  readonly optional: boolean
  /** `...names: string[]`. */
  readonly isRest?: true
  /** `page = 1`, where the value is written out. */
  readonly standard?: string | number | boolean
  readonly location: SourceLocation
}

export interface ReturnModel {
  /** Without `Promise`. A tuple keeps its labels. */
  readonly use: TypeUse
  /** A `Promise`: the call is awaited. */
  readonly isAsync: boolean
  /** A generator, or declared `Iterable`/`AsyncIterable`. */
  readonly iteration: 'none' | 'sync' | 'async'
  /** Declared `never`: nothing that follows a call of it can be reached. */
  readonly isNever?: true
  /** Where the return type is written, else the method's name. */
  readonly location: SourceLocation
}

export type HttpVerb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'

export interface RouteModel {
  readonly verb: HttpVerb
  readonly path: string
  /** Of the decorator or of the entry in `routes`. */
  readonly location: SourceLocation
}

export interface OnMissingModel {
  readonly answer: 'problem-404' | 'problem-400' | 'no-content' | 'throw'
  readonly message: string | undefined
}

/** Decorators that are ours, by symbol, already reduced to what they say. */
export interface MethodMarks {
  readonly routes: readonly RouteModel[]
  readonly phase: 'before' | 'after' | 'after-commit' | 'finally' | 'on-exception' | undefined
  readonly ignore: boolean
  readonly nonTransactional: boolean
  readonly emptyResponse: boolean
  readonly onMissing: OnMissingModel | undefined
  readonly produces: readonly ProducesModel[]
  /** `@Use(Timing)`: outermost first. */
  readonly use: readonly UsedClass[]
  /** It handles messages: by its name and that of its class, or by `@Handler()`. */
  readonly handles?: true
  /** `@Combined()` */
  readonly combined?: true
  readonly aggregate?: AggregateMark
  /** `@Batch({ size, within })`: it takes a list. */
  readonly batch?: BatchModel
  /** One of its decorators is in error, or what it takes or returns: nothing is to run without them. */
  readonly inError?: true
}

/** `@AggregateHandler()`; `consistent`: `@ConsistentAggregate()`. */
export type AggregateMark = 'handler' | 'consistent'

export interface BatchModel {
  readonly size: number
  /** As the decorator writes it: `{ milliseconds: 250 }`. */
  readonly within: Readonly<Record<string, number>>
}

/** `@Produces(418, ProblemDetails)` */
export interface ProducesModel {
  readonly status: number
  /** What the body is an instance of. */
  readonly body: TypeUse | undefined
}

export interface MethodModel {
  readonly name: string
  readonly isStatic: boolean
  readonly visibility: 'public' | 'protected' | 'private'
  readonly parameters: readonly ParameterModel[]
  readonly returns: ReturnModel
  /** Declared `async`: it rejects and never throws. */
  readonly isAsyncFunction?: true
  readonly marks: MethodMarks
  /** Reads of a session in its body, as far as they can be counted. */
  readonly reads: SessionReads
  /** Statuses of the problems that its own body throws, as far as they are written there. */
  readonly throws?: readonly number[]
  readonly documentation?: Documentation
  /** Of its name. */
  readonly location: SourceLocation
}

export interface SessionReads {
  /** Round trips one call makes at most: awaited one after another counts each, `Promise.all` counts once; `undefined` when a loop or a call elsewhere hides them. */
  readonly roundTrips: number | undefined
  /** The second of two awaited reads where neither needs the other's result. */
  readonly sequential: SourceLocation | undefined
  /** Classes of which it makes instances to ask them of a session: compiled queries among them. */
  readonly asks?: readonly TypeId[]
}

/** A middleware class, named by a decorator. */
export interface UsedClass {
  readonly class: ClassModel
  /** Of the argument. */
  readonly location: SourceLocation
}

export interface ClassModel {
  readonly type: NamedType
  readonly exported: boolean
  readonly isAbstract: boolean
  /** Its constructor is private or protected. */
  readonly hidesConstructor?: true
  readonly constructorParameters: readonly ParameterModel[]
  /** In source order, inherited ones (of user classes) first. */
  readonly methods: readonly MethodModel[]
  /** What classes of the user's that it extends say of their methods, it says too. */
  /** `static readonly errors`: what is done when a handler of it fails. */
  readonly hasErrorRules?: true
  readonly marks: {
    readonly ignore: boolean
    readonly nonTransactional: boolean
    readonly onMissing: OnMissingModel | undefined
    /** `@Use(Timing)`: outermost first. */
    readonly use: readonly UsedClass[]
    /** `@Combined()` */
    readonly combined?: true
    readonly aggregate?: AggregateMark
    /** As that of a method. */
    readonly inError?: true
  }
  readonly documentation?: Documentation
  readonly location: SourceLocation
}
