import ts from '#typescript'
import type { ProgramView } from './program-view.js'

/** A type with `Promise`, `null`, `undefined` and `void` taken off. */
export interface BareType {
  /** Without what was taken off; `undefined` when nothing is left. */
  readonly type: ts.Type | undefined
  /** The members of the union that is left, or the one type. */
  readonly members: readonly ts.Type[]
  readonly null: boolean
  readonly undefined: boolean
  readonly isPromise: boolean
}

export function bareType(type: ts.Type, view: ProgramView): BareType {
  const isPromise = membersOf(type).some((each) => isPromiseLike(each, view))
  const awaited = isPromise ? awaitedType(type, view) : type
  const all = membersOf(awaited)
  const members = all.filter((each) => !(each.flags & nothing))
  return {
    type: withoutNothing(awaited, all, members, view),
    members,
    null: all.some((each) => each.flags & ts.TypeFlags.Null),
    undefined: all.some((each) => each.flags & ts.TypeFlags.VoidLike),
    isPromise,
  }
}

/** Of `Promise<Todo>` its argument: the checker would look for what makes a promise of it, in every new type. */
function awaitedType(type: ts.Type, { checker }: ProgramView): ts.Type {
  const promised = type.isUnion() ? [] : checker.getTypeArguments(type as ts.TypeReference)
  const [only] = promised
  if (only !== undefined && promised.length === 1) {
    if (membersOf(only).every((each) => cannotBeAwaited(each, checker))) return only
  }
  return checker.getAwaitedType(type) ?? type
}

function cannotBeAwaited(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.flags & ts.TypeFlags.Object) return checker.getPropertyOfType(type, 'then') === undefined
  return (type.flags & plain) !== 0
}

const plain =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.VoidLike

const nothing = ts.TypeFlags.Null | ts.TypeFlags.VoidLike | ts.TypeFlags.Never

function withoutNothing(
  type: ts.Type,
  all: readonly ts.Type[],
  members: readonly ts.Type[],
  view: ProgramView,
): ts.Type | undefined {
  if (members.length === all.length) return type
  if (members.length <= 1) return members[0]
  return view.checker.getNonNullableType(type)
}

export function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type]
}

export function isPromiseLike(type: ts.Type, view: ProgramView): boolean {
  const symbol = type.getSymbol()
  if (symbol === undefined) return false
  return (symbol.name === 'Promise' || symbol.name === 'PromiseLike') && view.ids.isGlobal(symbol)
}

/** Whether the type brings its own name: a class, an interface or an enum, lists and tuples too. */
export function isNominal(type: ts.Type): boolean {
  const symbol = type.getSymbol()
  if (symbol === undefined) return false
  if (type.flags & ts.TypeFlags.EnumLike) return true
  if (!(type.flags & ts.TypeFlags.Object)) return false
  return (
    (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0 && !isConstructor(type)
  )
}

/** `typeof Todo`: the class itself, not its instances. */
function isConstructor(type: ts.Type): boolean {
  return ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Anonymous) !== 0
}

/** `null`, `undefined` or `void`, as it is written. */
export function writesNothing(node: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(node)) return writesNothing(node.type)
  if (ts.isLiteralTypeNode(node)) return node.literal.kind === ts.SyntaxKind.NullKeyword
  return node.kind === ts.SyntaxKind.UndefinedKeyword || node.kind === ts.SyntaxKind.VoidKeyword
}
