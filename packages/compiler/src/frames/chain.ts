import type { ChainModel, EndpointModel, HandlerModel } from '../model/application-model.js'
import type { ImportRef, NamedType, TypeUse } from '../model/type-ref.js'
import type { Frame } from './frame.js'

/** One endpoint or handler, decided: which steps run, in which order, under which names. */
export interface Chain<M extends ChainModel = ChainModel> {
  readonly model: M
  /** `POST /api/reservations`, or the wire name of the message. */
  readonly name: string
  /** `POST_api_reservations`, `HANDLE_image_request` */
  readonly generatedClass: string
  /** `post-api-reservations.ts`, `handle-image-request.ts` */
  readonly generatedFile: string
  readonly usesStore: boolean
  readonly transactional: boolean
  /** Members of `Services` this chain is given, in the order of its constructor. */
  readonly services: readonly ServiceUse[]
  readonly frames: readonly Frame[]
  /** Name of each variable by its id; no two that one block sees are equal, none is a reserved word. */
  readonly names: Readonly<Record<number, string>>
  /** Statuses of the problems that its methods throw, as far as that is known. */
  readonly throws: readonly number[]
  /** Answers that are documented beside those of the frames: said by policies and by `@Produces`. */
  readonly produces: readonly ProducedAnswer[]
}

export type EndpointChain = Chain<EndpointModel>
export type HandlerChain = Chain<HandlerModel>

export function isEndpoint(chain: Chain): chain is EndpointChain {
  return chain.model.kind === 'endpoint'
}

export function isHandler(chain: Chain): chain is HandlerChain {
  return chain.model.kind === 'handler'
}

/** An answer that somebody says the chain gives. */
export interface ProducedAnswer {
  readonly status: number
  /** `undefined`: a problem from 400 on, nothing below. */
  readonly body: TypeUse | undefined
}

/** A member of `Services`. */
export interface ServiceUse {
  readonly member: string
  readonly type: NamedType
  readonly import: ImportRef
  readonly origin:
    /** The application supplies it. */
    | { readonly kind: 'supplied' }
    /** Made once from others, unless supplied. `per-execution` ones are made in the handler. */
    | {
        readonly kind: 'composed'
        readonly dependencies: readonly Dependency[]
      }
    | { readonly kind: 'per-execution' }
}
/** Who needs a service: `LetterEndpoint.get`, or `Letters`, which is needed itself. */
export interface ServiceUser {
  readonly name: string
  /** Of a service that needs another one. */
  readonly neededBy?: string
}
export interface UsedService {
  readonly service: ServiceUse
  readonly users: readonly ServiceUser[]
}
/** What an application-wide service is made from. */
export type Dependency =
  | { readonly kind: 'service'; readonly member: string }
  | { readonly kind: 'host'; readonly name: 'logger' | 'clock' | 'store' }
