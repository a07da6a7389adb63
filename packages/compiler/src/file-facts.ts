import type { Dependency } from './frames/chain.js'
import type { ProjectModel } from './model/application-model.js'
import type { BatchModel } from './model/method-model.js'
import type { ImportRef } from './model/type-ref.js'

/**
 * What the next build must know of a generated file without reading it: with errors it keeps files that this one wrote, and
 * they have to go on fitting what it writes beside them. Plain JSON: the committed manifest keeps it.
 */
export interface FileFacts {
  /**
   * What it takes of other files, sorted: `src/todo.ts#Todo` of the user, from the root; `./codecs/todo.ts#decodeTodo` of
   * ours, from the output folder.
   */
  readonly imports?: readonly string[]
  /** What others of ours import of it. Under another signature it is another thing. */
  readonly exports?: Readonly<Record<string, Signature>>
  /** Of an endpoint or a message handler. */
  readonly registration?: Registration
  readonly index?: IndexFacts
}

export interface IndexFacts {
  readonly importExtension: ProjectModel['importExtension']
  /** Sorted by member. */
  readonly services: readonly IndexService[]
  /** Absent: there is nothing to say of messages. */
  readonly messaging?: IndexMessaging
}

export interface IndexMessaging {
  /** Sorted by name. */
  readonly messages: readonly IndexMessage[]
  /** Names of the messaging endpoints of the config. */
  readonly endpoints: readonly string[]
  /** What the application is given, with the names of the endpoints that need it. */
  readonly transports: readonly { readonly name: string; readonly users: readonly string[] }[]
}

/** A message by its wire name. */
export interface IndexMessage {
  readonly name: string
  readonly import: ImportRef
  /** As the interface prints it: a fragment of code, for the printer alone. */
  readonly type: unknown
}

/** A hash of how something is called and what it makes. */
export type Signature = string

/** How the index makes the handler of an endpoint or of a message. */
export type Registration = EndpointRegistration | HandlerRegistration

interface Registered {
  readonly generatedClass: string
  readonly generatedFile: string
  readonly usesStore: boolean
  /** Members of `Services`. */
  readonly services: readonly string[]
}

export interface EndpointRegistration extends Registered {
  readonly verb: string
  readonly path: string
  readonly answersJson: boolean
}

export interface HandlerRegistration extends Registered {
  /** Its wire name. */
  readonly message: string
  /** `GenerateImageHandler.handle` */
  readonly name: string
  /** Classes whose `static errors` say what is done when it fails. */
  readonly errors?: readonly ImportRef[]
  /** It takes a list. */
  readonly batch?: BatchModel
  /** Of a process: its decider, by the generated file. */
  readonly decider?: { readonly file: string; readonly name: string }
}

/** A member of `Services`, and what is made of others unless it is given. */
export interface IndexService {
  readonly member: string
  /** As the interface prints it: a fragment of code, for the printer alone. */
  readonly type: unknown
  readonly users: readonly string[]
  readonly origin:
    | { readonly kind: 'supplied' }
    | { readonly kind: 'per-execution' }
    | {
        readonly kind: 'composed'
        readonly class: ImportRef
        readonly dependencies: readonly Dependency[]
      }
}
