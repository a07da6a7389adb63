import type { StopKind } from '../../frames/frame.js'
import type { NamedType, TypeUse } from '../../model/type-ref.js'

/** What a declared return type says, before anybody has asked who uses it. */
export interface Meaning {
  /** Members of the union that end the chain. */
  readonly stops: readonly StopKind[]
  /** What is left. */
  readonly rest: Rest
}

export type Rest =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly value: Returned }
  /** `read`: a tuple of `Read` values, asked for together. */
  | {
      readonly kind: 'tuple'
      readonly elements: readonly Element[]
      readonly read: boolean
      readonly optional: boolean
    }
  | {
      readonly kind: 'members'
      readonly members: readonly NamedReturn[]
      readonly optional: boolean
    }

export interface Returned {
  /** Without what stops; of a `Read`, what is read. */
  readonly use: TypeUse
  readonly category: Category
  /** Of what is read: the class of the compiled query. */
  readonly query?: NamedType
}

/** The first convention that claims a type decides; `returns/categories.ts` holds them in order. */
export type Category =
  | 'effect'
  | 'effects'
  | 'created'
  | 'accepted'
  | 'http-result'
  | 'saga'
  | 'messages'
  /** Of a stream that the chain decides for. */
  | 'events'
  /** `UpdatedAggregate<Order>` */
  | 'updated'
  | 'read'
  | 'data'
  | 'unclaimed'
  /** By a policy, whatever it is. */
  | 'claimed'

export interface Element {
  readonly label: string | undefined
  readonly stops: readonly StopKind[]
  readonly value: Returned | undefined
}

export interface NamedReturn {
  readonly name: string
  readonly value: Returned
}

/** Something happens with the value itself: it is no body, and no data for others alone. */
export function isDoneWith(category: Category): boolean {
  return doneWith.has(category)
}

const doneWith: ReadonlySet<Category> = new Set([
  'effect',
  'effects',
  'saga',
  'messages',
  'events',
  'updated',
  'claimed',
])
