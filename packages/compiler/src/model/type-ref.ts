/**
 * Which declaration a name means: `src/todos/todo.ts#Todo`, `@critter/runtime#StoreDoc`, `lib#Date`.
 * Two types of one name in two files have different ids.
 */
export type TypeId = string

/** How generated code reaches a symbol. */
export type ImportRef =
  /** A file of the project, relative to its root: the specifier follows the user's tsconfig. */
  | { readonly kind: 'file'; readonly path: string; readonly name: string }
  /** A package or a `paths` alias: the specifier as the user wrote it. */
  | { readonly kind: 'module'; readonly specifier: string; readonly name: string }

/**
 * A TypeScript type reduced to what binding and printing need, comparable without a checker.
 * `Promise`, `null` and `undefined` are taken off (see `TypeUse`), `Readonly<…>` too; every spelling of an array is a `list`.
 */
export type TypeRef =
  | NamedType
  | PrimitiveType
  | LiteralType
  | ListType
  | TupleType
  | UnionType
  | ObjectType
  | NothingType
  | OtherType

/** A class, interface, alias or enum. Facts about it stand in `ApplicationModel.types` under its id. */
export interface NamedType {
  readonly kind: 'named'
  readonly id: TypeId
  readonly name: string
  /** With nullability: the argument of `Read<Todo | null>` says `null: true`. */
  readonly args: readonly TypeUse[]
}
export interface PrimitiveType {
  readonly kind: 'primitive'
  readonly name: 'string' | 'number' | 'boolean' | 'bigint'
}
export interface LiteralType {
  readonly kind: 'literal'
  readonly value: string | number | boolean
}
export interface ListType {
  readonly kind: 'list'
  readonly element: TypeRef
  /** What may stand in the list beside the element. */
  readonly null: boolean
  readonly undefined: boolean
}
export interface TupleType {
  readonly kind: 'tuple'
  readonly elements: readonly TupleElement[]
}
export interface TupleElement {
  /** The label: `[board: Board | null, …]`. */
  readonly name: string | undefined
  readonly use: TypeUse
}
/** Without `null` and `undefined`, in the order TypeScript prints; `boolean` is a primitive, not a union. */
export interface UnionType {
  readonly kind: 'union'
  readonly members: readonly TypeRef[]
}
/** An object type written in place or inferred: a set of named values when a before-method returns it. */
export interface ObjectType {
  readonly kind: 'object'
  /** Where it is written; distinguishes two of one shape. */
  readonly id: TypeId
  readonly members: readonly ObjectMember[]
  /** Of an intersection: `Change` of `Change & { … }`, and what that extends. */
  readonly madeOf?: readonly NamedType[]
}
export interface ObjectMember {
  readonly name: string
  readonly use: TypeUse
}
/** `void`, `undefined`, `null`, `never`: nothing else is left of the type. */
export interface NothingType {
  readonly kind: 'nothing'
}
/** What neither binds nor crosses a boundary: a function, `any`, `unknown`, a type parameter. */
export interface OtherType {
  readonly kind: 'other'
  readonly text: string
}

/** Names one type of the checker, for `TypeRelations`. */
export type TypeHandle = number
/** Of a type that no declaration holds: a union without some of its members. */
export const noHandle: TypeHandle = -1

/** A type as it stands in a declaration, with what was taken off it. */
export interface TypeUse {
  readonly type: TypeRef
  readonly null: boolean
  readonly undefined: boolean
  /** As TypeScript would print it in an error. Asked for by messages alone: printing is slow. */
  readonly text: () => string
  /** Of the type without `Promise`, `null` and `undefined`. */
  readonly handle: TypeHandle
}

/** The one question that needs the checker; it only *checks* a binding that was already chosen. */
export interface TypeRelations {
  assignable(from: TypeHandle, to: TypeHandle): boolean
}

/** Two types are one when their keys are equal. Also the key of `ApplicationModel.shapes`. */
export function typeKey(type: TypeRef): string {
  switch (type.kind) {
    case 'named':
      return type.args.length === 0 ? type.id : `${type.id}<${type.args.map(useKey).join(', ')}>`
    case 'primitive':
      return type.name
    case 'literal':
      return JSON.stringify(type.value)
    case 'list':
      return `(${typeKey(type.element)}${nullability(type)})[]`
    case 'tuple':
      return `[${type.elements.map((each) => useKey(each.use)).join(', ')}]`
    case 'union':
      return [...type.members].map(typeKey).sort().join(' | ')
    case 'object':
      return type.id
    case 'nothing':
      return 'void'
    case 'other':
      return type.text
  }
}

export function useKey(use: TypeUse): string {
  return typeKey(use.type) + nullability(use)
}

function nullability(use: { readonly null: boolean; readonly undefined: boolean }): string {
  return (use.null ? ' | null' : '') + (use.undefined ? ' | undefined' : '')
}

/** For people: short names, no files. */
export function describeType(type: TypeRef): string {
  switch (type.kind) {
    case 'named':
      return type.args.length === 0
        ? type.name
        : `${type.name}<${type.args.map((each) => describeType(each.type)).join(', ')}>`
    case 'list':
      return type.element.kind === 'union'
        ? `(${describeType(type.element)})[]`
        : `${describeType(type.element)}[]`
    case 'tuple':
      return `[${type.elements.map((each) => describeType(each.use.type)).join(', ')}]`
    case 'union':
      return type.members.map(describeType).join(' | ')
    case 'object':
      return `{ ${type.members.map((each) => each.name).join(', ')} }`
    case 'literal':
      return typeof type.value === 'string' ? `'${type.value}'` : String(type.value)
    default:
      return typeKey(type)
  }
}

export function isNamed(type: TypeRef, id: TypeId): type is NamedType {
  return type.kind === 'named' && type.id === id
}
