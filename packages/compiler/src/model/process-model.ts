import type { ClassModel, MethodModel } from './method-model.js'
import type { SourceLocation } from './source-location.js'
import type { NamedType } from './type-ref.js'

/** A class that extends `ProcessManager`, with what its `@Process` says. */
export interface ProcessModel {
  readonly class: ClassModel
  readonly type: NamedType
  /** What its streams are called: kebab-case of the class. */
  readonly name: string
  /** The member of every message that says which process is meant. */
  readonly idMember: string
  readonly duplicateStart: 'reject' | 'ignore'
  /** Messages recorded as they came. */
  readonly records: readonly NamedType[]
  /** Of these, and of what is recorded otherwise, what may be recorded again. */
  readonly repeats: readonly NamedType[]
  readonly endsWith: readonly NamedType[]
  /** What its `apply…` methods take, in source order. */
  readonly applies: readonly AppliedEvents[]
  /** One per message that a method takes, in source order. */
  readonly steps: readonly ProcessStep[]
  readonly complete?: MethodModel
  readonly notFound?: MethodModel
  readonly location: SourceLocation
}

export interface AppliedEvents {
  readonly method: string
  readonly events: readonly NamedType[]
}

/** What a method does with one message. */
export interface ProcessStep {
  readonly method: MethodModel
  /** `timed-out`: `message` is what the deadline waited for. */
  readonly kind: 'start' | 'handle' | 'timed-out'
  readonly message: NamedType
}

/** Wire name of what is sent when a deadline of the process passes: `order-fulfillment-payment-confirmed-timed-out`. */
export function deadlineName({ name }: Pick<ProcessModel, 'name'>, awaited: string): string {
  return `${name}-${awaited}-timed-out`
}
