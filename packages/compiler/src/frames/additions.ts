import type { ChainKey } from '../model/chain-key.js'
import type { SourceLocation } from '../model/source-location.js'
import type { TypeId } from '../model/type-ref.js'
import type { ProducedAnswer } from './chain.js'
import type { Phase } from './frame.js'
import type { ValueKey } from './outline.js'

/** What policies add to one chain: plain data, so that resolving it needs no policy. */
export interface ChainAdditions {
  /** Outermost first. */
  readonly middleware: readonly AddedMiddleware[]
  readonly steps: readonly AddedStep[]
  readonly actions: readonly ReturnAction[]
  readonly produces: readonly ProducedAnswer[]
}

export type Additions = ReadonlyMap<ChainKey, ChainAdditions>

export interface AddedMiddleware {
  readonly class: TypeId
  readonly by: PolicyPlace
}

/** A call at the end of a phase. */
export interface AddedStep {
  readonly phase: Phase
  readonly call: AddedCall
}

/** A returned value that a policy claims, and what is done with it. */
export interface ReturnAction {
  readonly value: ValueKey
  readonly call: AddedCall
}

export interface AddedCall {
  readonly class: TypeId
  readonly method: string
  /** Its first arguments; the others are found like those of any method. */
  readonly values: readonly ValueKey[]
  readonly by: PolicyPlace
}

export interface PolicyPlace {
  /** The name of its function. */
  readonly policy: string
  /** Of the call in the policy, as far as it is known. */
  readonly location: SourceLocation
}

export const nothingAdded: ChainAdditions = {
  middleware: [],
  steps: [],
  actions: [],
  produces: [],
}
