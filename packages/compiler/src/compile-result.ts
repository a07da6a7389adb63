import type { Diagnostic } from './diagnostics/diagnostic.js'
import type { FileFacts } from './file-facts.js'
import type { SourceLocation } from './model/source-location.js'
import type { OpenApiDocument } from './openapi/openapi-document.js'

export type { OpenApiDocument }

export interface CompileResult {
  /** Sorted by path. Nothing is written to disk by the compiler. */
  readonly files: readonly GeneratedFile[]
  /** Sorted. With errors, the sound chains are in `files` all the same. */
  readonly diagnostics: readonly Diagnostic[]
  /** Sorted by name. */
  readonly chains: readonly ChainDescription[]
  /** Sorted by name. */
  readonly messages: readonly MessageDescription[]
  /** Of messages and events, sorted: `order-placed`, `order-placed@2`. What is stored or on its way carries them. */
  readonly wireNames: readonly string[]
  /** The chains as an OpenAPI document. */
  readonly openapi: OpenApiDocument
  /** What the result depends on: every file of the program and the tsconfig chain, absolute, sorted. */
  readonly inputs: readonly string[]
  /** Where files were looked for that sources import: the result is another one when there is a file. Absolute, sorted. */
  readonly missing?: readonly string[]
}

export interface GeneratedFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string
  readonly text: string
  readonly facts: FileFacts
}

/** A chain as `critter describe` and `critter routes` show it: plain JSON, kept in the cache. */
export interface ChainDescription {
  readonly kind: 'endpoint' | 'handler'
  /** `POST /api/reservations`, or the wire name of the message. */
  readonly name: string
  /** Of an endpoint. */
  readonly verb?: string
  readonly path?: string
  /** The generated class: `POST_api_reservations`. */
  readonly generatedClass: string
  /** The generated file, relative to the output folder. */
  readonly generatedFile: string
  /** `src/reservations/reserve-room.endpoint.ts#ReserveRoomEndpoint.post` */
  readonly handler: string
  readonly location: SourceLocation
  readonly transactional: boolean
  /** Members of `Services` it needs. */
  readonly services: readonly string[]
  /** Round trips to Postgres of the longest way through: `undefined` where a method hides them. */
  readonly roundTrips: { readonly reads: number | undefined; readonly writes: 0 | 1 }
  readonly plan: readonly PlanLine[]
  /** The compiled queries that it asks, as far as they are named in its methods. */
  readonly queries: readonly QueryDescription[]
}

/** A message as `critter messages` shows it: plain JSON, kept in the cache. */
export interface MessageDescription {
  /** The wire name. */
  readonly name: string
  readonly version: number
  /** `OrderPlaced` */
  readonly type: string
  readonly location: SourceLocation
  /** `GenerateImageHandler.handle` */
  readonly handlers: readonly NamedPlace[]
  /** Endpoints (`POST /orders`) and handlers that return it. What somebody sends through a `MessageBus` is not seen. */
  readonly senders: readonly NamedPlace[]
  /** None: no route names it, and nobody handles it here. */
  readonly destinations: readonly DestinationDescription[]
}

export interface NamedPlace {
  readonly name: string
  readonly location: SourceLocation
}

export interface DestinationDescription {
  /** Of the config; of a message that no route names, the queue of its handler. */
  readonly endpoint: string
  readonly transport: string
  readonly address: string
  readonly mode: 'inline' | 'buffered' | 'durable'
  /** What goes there comes back to this application, which listens. */
  readonly comesBack: boolean
}

export interface QueryDescription {
  /** Its class. */
  readonly name: string
  /** Its rows leave Postgres as the JSON of the answer. */
  readonly writesJson: boolean
  /** Several where conditions are optional: the first that fits is run. */
  readonly statements: readonly StatementDescription[]
}

export interface StatementDescription {
  /** TypeScript over `query`; `undefined` of the last one. */
  readonly when: string | undefined
  readonly sql: string
  /** What is bound to `$1` and those that follow: the tenant, then TypeScript over `query`. */
  readonly parameters: readonly string[]
}

export interface PlanLine {
  readonly phase: string
  /** What happens, in words: `ReserveRoomEndpoint.load(command, session)`. */
  readonly text: string
  /** Why, where a convention did it. */
  readonly because: string | undefined
}
