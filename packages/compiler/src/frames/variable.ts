import type { TypeUse } from '../model/type-ref.js'

/** A value of a chain. Frames refer to it by identity; its name is given last, in `Chain.names`. */
export interface Variable {
  /** Unique in its chain. */
  readonly id: number
  /** What a person would call it; `Chain.names` says what became of it. */
  readonly wanted: string
  /** Where that name is taken; a number is the last resort. */
  readonly otherwise?: string
  readonly use: TypeUse
}
