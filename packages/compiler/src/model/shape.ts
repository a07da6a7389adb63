import type { Documentation } from './documentation.js'
import type { SourceLocation } from './source-location.js'
import type { ImportRef } from './type-ref.js'

/**
 * What a value of a type looks like inside: what codecs and schemas are made from.
 * Named types are referred to by key (`typeKey`), so recursive types are finite.
 */
export type Shape =
  | {
      readonly kind: 'string'
      readonly constraints: readonly Constraint[]
      /** What TypeScript calls it: it takes no other text for `` `order-${number}` ``. */
      readonly template?: string
    }
  | { readonly kind: 'number'; readonly constraints: readonly Constraint[] }
  | { readonly kind: 'bigint'; readonly constraints: readonly Constraint[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  /** `Uint8Array`; base64 in JSON. */
  | { readonly kind: 'bytes' }
  /** `UploadedFile`: comes with a form, nowhere else. */
  | { readonly kind: 'file' }
  | { readonly kind: 'null' }
  | { readonly kind: 'undefined' }
  /** `unknown` with the tag `@json`: any JSON value, as it is. */
  | { readonly kind: 'json' }
  | {
      readonly kind: 'literal'
      readonly value: string | number | boolean
      /** A member of an enum: TypeScript does not take the bare value for it. */
      readonly nominal?: true
    }
  | { readonly kind: 'array'; readonly element: Shape; readonly constraints: readonly Constraint[] }
  | { readonly kind: 'tuple'; readonly elements: readonly Shape[] }
  | { readonly kind: 'record'; readonly key: Shape; readonly value: Shape }
  | { readonly kind: 'map'; readonly key: Shape; readonly value: Shape }
  | { readonly kind: 'set'; readonly element: Shape }
  | ObjectShape
  | UnionShape
  | { readonly kind: 'ref'; readonly key: string }
  /** Cannot cross a boundary. Reported only where a codec is asked for. */
  | ImpossibleShape

/** Told apart as `discriminateUnion` in codecs says; `null` and `undefined` may be members. */
export interface UnionShape {
  readonly kind: 'union'
  readonly members: readonly Shape[]
  /** Where it is written, if known. */
  readonly location?: SourceLocation
}
export interface ObjectShape {
  readonly kind: 'object'
  readonly members: readonly MemberShape[]
  /** Of an index signature: what its other members are. */
  readonly rest?: { readonly key: Shape; readonly value: Shape }
  /** Its instances: the prototype is restored, the constructor is not run. */
  readonly instance: InstanceShape | undefined
  /** Something in its type is `private`, `protected` or `#private`: no object written otherwise is of that type. */
  readonly hasHidden?: true
}
export interface InstanceShape {
  readonly class: ImportRef
  /** `static fromJSON(data: X)` with `toJSON(): X`: the shape of `X`, which travels instead of the members. */
  readonly json: Shape | undefined
}
export interface MemberShape {
  readonly name: string
  readonly shape: Shape
  /** `name?: T`: absent is omitted. */
  readonly optional: boolean
  /** `name?: T | undefined`, where TypeScript tells that from `name?: T`. */
  readonly orUndefined?: true
  /** `private` and `protected` fields are stored, never sent or received. */
  readonly visibility: 'public' | 'hidden'
  readonly documentation?: Documentation
}
export interface ImpossibleShape {
  readonly kind: 'impossible'
  readonly code:
    'type-cannot-cross-boundary' | 'class-cannot-be-revived' | 'undecidable-union' | 'infinite-type'
  /** What is wrong, with the member's name: one line, as a diagnostic's message. */
  readonly message: string
  readonly location: SourceLocation
}

export type Constraint =
  | {
      readonly kind: 'minimum' | 'maximum'
      readonly value: number
      /** Of a bigint that no number is equal to. */
      readonly digits?: string
    }
  | { readonly kind: 'minLength' | 'maxLength' | 'minItems' | 'maxItems'; readonly value: number }
  | { readonly kind: 'pattern'; readonly value: string }
  | { readonly kind: 'format'; readonly value: 'uuid' | 'email' | 'uri' | 'date' | 'date-time' }
  | { readonly kind: 'integer' | 'uniqueItems' }

/** One entry of the table of named types; anonymous object types have one as well. */
export interface NamedShape {
  readonly key: string
  /** What its functions are called after: `ReserveRoomRequest`; for a type written in place, what discovery derives from where it stands. */
  readonly name: string
  /** How generated code names the type; `undefined` for what cannot be named from outside. */
  readonly import: ImportRef | undefined
  /** Of an instantiated generic type: `Page<Todo>`. */
  readonly typeArguments: readonly Shape[]
  readonly shape: Shape
  /** An enum or a branded primitive: TypeScript does not take a value of the shape for one of the type. */
  readonly nominal: boolean
  readonly documentation?: Documentation
  /** An exported constant of its name that is a Standard Schema: it reads what comes in, instead of a decoder of ours. */
  readonly schema?: SchemaModel
  readonly location: SourceLocation
}

export interface SchemaModel {
  readonly import: ImportRef
  /** What it reads, where that is not what it makes: a default may be left out, a transform takes something else. */
  readonly input?: Shape
  /** What it makes is not of the type: one line, as a diagnostic's message. */
  readonly mismatch: { readonly message: string; readonly location: SourceLocation } | undefined
}
