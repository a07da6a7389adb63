import type { MethodModel, ParameterModel } from './method-model.js'
import type { SourceLocation } from './source-location.js'
import type { ImportRef, NamedType, TypeId, TypeUse } from './type-ref.js'

/** What is known of a named type that a handler mentions. */
export interface TypeFacts {
  readonly id: TypeId
  readonly name: string
  readonly declaration: 'class' | 'interface' | 'alias' | 'enum'
  /** `undefined`: cannot be named from outside its file. */
  readonly import: ImportRef | undefined
  /**
   * Data: every public instance member is data, or it extends `Data`. Service: a class or interface with a method.
   * Runtime: ours. The rule is stated in docs/conventions.md.
   */
  readonly nature: 'data' | 'service' | 'runtime'
  /** `X` and `Y` of `Cache<X, Y>`: what stands for them in the parameters below. */
  readonly typeParameters: readonly string[]
  /** What it extends and implements, all the way up. */
  readonly bases: readonly NamedType[]
  /** Of an alias of an intersection: the named types in it, and what those extend. */
  readonly madeOf?: readonly NamedType[]
  /** Of a class that can be constructed: public constructor, not abstract. */
  readonly constructorParameters: readonly ParameterModel[] | undefined
  /** Of a type that implements `SideEffect`. */
  readonly execute: MethodModel | undefined
  /** Public data members by name. */
  readonly members: Readonly<Record<string, TypeUse>>
  /** What `@Message` or the tag `@message` says; `in-error` where nobody knows what it says. */
  readonly wireName?: WireName | 'in-error'
  readonly isError: boolean
  /** Whether it ends by `Symbol.dispose`, or by `Symbol.asyncDispose`, which comes first where there are both. */
  readonly disposable: 'sync' | 'async' | undefined
  readonly location: SourceLocation
}

export interface WireName {
  readonly name: string
  /** From 1. */
  readonly version: number
}
