import type { Type } from '../core/type.js'
import type { Decode } from '../http/violation.js'

/** A message, how it is told apart from others and how it crosses. Generated. */
export interface MessageMapping<M extends object = object> {
  /** The wire name. */
  readonly name: string
  readonly version: number
  /** Its class; an interface or alias has none. */
  readonly type?: Type<M>
  /** The literal member that no other message has. */
  readonly literal?: { readonly member: 'type' | 'kind'; readonly value: string }
  /** An application sends it to itself alone: no route is for it. */
  readonly isOwn?: true
  /** JSON text of exactly the declared members. */
  readonly encode: (message: M) => string
  readonly decode: Decode<M>
}

// `any`: a mapping takes and returns its own class, so no other type argument holds mappings of several.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyMessageMapping = MessageMapping<any>
