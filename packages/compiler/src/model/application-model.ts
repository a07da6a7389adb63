import type { AggregateModel } from './aggregate-model.js'
import type { ValueType } from './expression.js'
import type { MessagingModel } from './messaging-model.js'
import type { ClassModel, MethodModel, RouteModel } from './method-model.js'
import type { ProcessModel } from './process-model.js'
import type { QueryModel } from './query-model.js'
import type { NamedShape } from './shape.js'
import type { SourceLocation } from './source-location.js'
import type { TypeFacts } from './type-facts.js'
import type { NamedType, TypeId } from './type-ref.js'

/** What a chain is of: a route, or a message and who handles it. The method decides, the class's other methods stand around it. */
export type ChainModel = EndpointModel | HandlerModel

export interface EndpointModel {
  readonly kind: 'endpoint'
  readonly class: ClassModel
  readonly method: MethodModel
  readonly route: RouteModel
}

/** One message that one method handles: of a union, one per member. */
export interface HandlerModel {
  readonly kind: 'handler'
  readonly class: ClassModel
  readonly method: MethodModel
  /** The first parameter, or one member of it; the element of the list for `@Batch`. */
  readonly message: NamedType
  /** Methods that handle it in the same unit of work, `@Combined()`: this one and those after it, in source order. */
  readonly combined?: readonly DecidingMethod[]
  /** Its class is a saga: `method` is the first of these. */
  readonly saga?: readonly SagaMethod[]
}

export interface DecidingMethod {
  readonly class: ClassModel
  readonly method: MethodModel
}

/** What one method of a saga does with a message. */
export interface SagaMethod {
  readonly method: MethodModel
  /** `start`: makes a new one. `found`: changes the one that is there. `either`: whichever it is. `missing`: there is none. */
  readonly when: 'start' | 'either' | 'found' | 'missing'
}

/** A type that is sent: handled here, returned as a cascade, or named by `@Message` or `@message`. */
export interface MessageModel {
  readonly type: NamedType
  /** The wire name: kebab-case of the type, or what `@Message('name')` says. */
  readonly name: string
  readonly version: number
  /** The literal `type` or `kind` that no other message has. */
  readonly literal?: { readonly member: 'type' | 'kind'; readonly value: string }
  /** Handlers return it, and nothing else says that it is sent: no message where policies claim it for something else. */
  readonly unlessClaimed?: true
  /** Somebody who invokes another message waits for this one. */
  readonly isReply?: true
  readonly location: SourceLocation
}

/** A class used as a document: `session.load(Todo, …)`, `Entity<Todo>`, `storeDoc(Todo, …)`, `@Doc()`. */
export interface DocumentModel {
  readonly type: NamedType
  /** Kebab-case of the class, or what `@Doc({ name })` says. */
  readonly name: string
  readonly idType: 'text' | 'float8' | 'int8'
  /** What `@Doc({ indexes })` says. */
  readonly indexes?: readonly IndexModel[]
  readonly location: SourceLocation
}

export interface IndexModel {
  readonly members: readonly {
    /** `address.city` is `['address', 'city']`. */
    readonly path: readonly string[]
    readonly kind: ValueType['kind']
  }[]
  readonly unique: boolean
  /** Of lists and objects: serves what asks whether they contain something. */
  readonly gin: boolean
}

export interface EventModel {
  readonly type: NamedType
  readonly name: string
  readonly location: SourceLocation
}

/** How the user's project writes imports. */
export interface ProjectModel {
  /** `js`: nodenext; `ts`: `allowImportingTsExtensions` or `rewriteRelativeImportExtensions`; `none`: bundler. */
  readonly importExtension: 'js' | 'ts' | 'none'
  /** Relative to the root: `src/generated/critter`. */
  readonly output: string
  /** What its OpenAPI document is called. */
  readonly openapi?: { readonly title: string; readonly version: string }
  /** Whether it has traces and metrics. */
  readonly telemetry?: boolean
}

export interface ApplicationModel {
  readonly project: ProjectModel
  /** Sorted by file and position. */
  readonly endpoints: readonly EndpointModel[]
  /** In the same order. */
  readonly handlers: readonly HandlerModel[]
  /** Sorted by name. */
  readonly messages: readonly MessageModel[]
  readonly documents: readonly DocumentModel[]
  readonly aggregates: readonly AggregateModel[]
  readonly events: readonly EventModel[]
  /** Sorted by file and position. */
  readonly processes: readonly ProcessModel[]
  /** Classes that implement `CompiledQuery` or `CompiledListQuery`. */
  readonly queries: readonly QueryModel[]
  /** What the config says of messaging; `undefined` when it says nothing. */
  readonly messaging?: MessagingModel
  readonly types: Readonly<Record<TypeId, TypeFacts>>
  /** By `typeKey`: every named type and every anonymous object type that the model mentions. */
  readonly shapes: Readonly<Record<string, NamedShape>>
  /** Classes that policies name: middleware, and owners of methods they insert. */
  readonly classes: Readonly<Record<TypeId, ClassModel>>
}
