import type { Expression, Lambda } from './expression.js'
import type { SourceLocation } from './source-location.js'
import type { NamedType, TypeUse } from './type-ref.js'

/** A class that implements `CompiledQuery` or `CompiledListQuery`: the calls of its `query`, in order. */
export interface QueryModel {
  readonly type: NamedType
  /** The class of the documents it is asked of. */
  readonly document: NamedType
  readonly steps: readonly QueryStep[]
  /** `session.query(…)` resolves with a list of answers; else with the answer itself. */
  readonly isList: boolean
  readonly answer: TypeUse
  readonly location: SourceLocation
}

/** `.where((day) => day.date >= this.from)` */
export interface QueryStep {
  readonly method: string
  readonly arguments: readonly StepArgument[]
  /** Of the name of the method. */
  readonly location: SourceLocation
  /** What is there after it: of a list one element, of an answer the answer itself. */
  readonly result: TypeUse
}

export type StepArgument =
  | Expression
  | Lambda
  /** A class of documents: the second argument of `include`. */
  | { readonly kind: 'class'; readonly type: NamedType; readonly location: SourceLocation }
