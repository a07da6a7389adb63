import type { SourceLocation } from './source-location.js'

/** What a value is to a query, as its type declares it. */
export interface ValueType {
  readonly kind:
    | 'text'
    | 'number'
    | 'boolean'
    | 'bigint'
    | 'date'
    | 'list'
    | 'object'
    /** `null` or `undefined` and nothing else. */
    | 'nothing'
    /** Of several kinds, or of one that no query can compare. */
    | 'other'
  /** Of a list. */
  readonly element?: ValueType
  readonly null: boolean
  readonly undefined: boolean
  /** As TypeScript prints it. */
  readonly text: string
}

/**
 * An expression of a query as the user wrote it: one node for each of theirs, without parentheses, `as` and `!`. What it
 * becomes in SQL is nothing this knows.
 */
export type Expression =
  | LiteralExpression
  | ThisExpression
  | VariableExpression
  | MemberExpression
  | BinaryExpression
  | UnaryExpression
  | ConditionalExpression
  | CallExpression
  | ListExpression
  | ObjectExpression
  | TemplateExpression
  | NewDateExpression
  | UnsupportedExpression

interface Node {
  readonly type: ValueType
  readonly location: SourceLocation
}
/** Written in place, or a constant whose value its type says: `'king'`, `RoomType.king`, `maximum`. */
export interface LiteralExpression extends Node {
  readonly kind: 'literal'
  readonly value: string | number | boolean | null | undefined | { readonly bigint: string }
}
/** The query itself, whose members are the parameters. */
export interface ThisExpression extends Node {
  readonly kind: 'this'
}
/** A parameter of an arrow function: a document, or an element of one of its lists. */
export interface VariableExpression extends Node {
  readonly kind: 'variable'
  /** Distinguishes two of one name. */
  readonly id: number
  readonly name: string
}
export interface MemberExpression extends Node {
  readonly kind: 'member'
  readonly of: Expression
  readonly name: string
  /** Declared with `null` or `undefined`, whatever conditions around it say. */
  readonly mayBeMissing: boolean
}
export type BinaryOperator =
  | '==='
  | '!=='
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||'
  | '??'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
export interface BinaryExpression extends Node {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export interface UnaryExpression extends Node {
  readonly kind: 'unary'
  readonly operator: '!' | '-' | '+'
  readonly operand: Expression
}
export interface ConditionalExpression extends Node {
  readonly kind: 'conditional'
  readonly test: Expression
  readonly then: Expression
  readonly otherwise: Expression
}
/** A method called on a value: `doc.name.startsWith(this.prefix)`. */
export interface CallExpression extends Node {
  readonly kind: 'call'
  readonly of: Expression
  readonly method: string
  readonly arguments: readonly (Expression | Lambda)[]
}
export interface ListExpression extends Node {
  readonly kind: 'list'
  readonly elements: readonly Expression[]
}
export interface ObjectExpression extends Node {
  readonly kind: 'object'
  readonly members: readonly { readonly name: string; readonly value: Expression }[]
}
/** `${doc.first} ${doc.last}`: texts and the values between them. */
export interface TemplateExpression extends Node {
  readonly kind: 'template'
  readonly parts: readonly (string | Expression)[]
}
export interface NewDateExpression extends Node {
  readonly kind: 'new-date'
  readonly arguments: readonly Expression[]
}
/** What no query can say, and why; it is reported where a query needs it. */
export interface UnsupportedExpression extends Node {
  readonly kind: 'unsupported'
  readonly message: string
  readonly help: string
}

/** `(line) => line.quantity > this.least` */
export interface Lambda {
  readonly kind: 'lambda'
  readonly parameter: VariableExpression
  readonly body: Expression
  readonly location: SourceLocation
}
