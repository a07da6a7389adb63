import { group, indent, join, line, softline, type Code } from '../emit/code.js'
import { importType } from '../emit/imports.js'
import { arrayLiteral, unionType } from '../emit/layout.js'
import { memberName, quote } from '../emit/text.js'
import type { ObjectShape, Shape, UnionShape } from '../model/shape.js'
import type { ResolvedShape, ShapeTable } from './shape-table.js'
import { runtimePackage, type RuntimeName } from '../vocabulary.js'

/**
 * Who needs the type: what a decoder makes is mutable, what an encoder takes may be read-only, and each fits wherever
 * the user's type is one or the other.
 */
export type Mode = 'made' | 'taken'

/** Gives a type that was written in place and is too long for one a name in the file. */
export type NameType = (shape: ObjectShape | UnionShape, mode: Mode) => Code

/** The TypeScript type of a shape. */
export function shapeType(
  shape: Shape,
  mode: Mode,
  context: { readonly table: ShapeTable; readonly nameType: NameType },
): Code {
  const inner = (each: Shape) => shapeType(each, mode, context)
  const applied = (name: Code, args: readonly Shape[]) =>
    typeWithArguments(name, args, inner, context.table)
  const readonlyness = mode === 'taken' ? 'readonly ' : ''
  switch (shape.kind) {
    case 'string':
      return shape.template ?? 'string'
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'null':
    case 'undefined':
      return shape.kind
    case 'date':
      return 'Date'
    case 'bytes':
      return 'Uint8Array'
    case 'file':
      return importType({
        kind: 'module',
        specifier: runtimePackage,
        name: 'UploadedFile' satisfies RuntimeName,
      })
    case 'json':
    case 'impossible':
      return 'unknown'
    case 'literal':
      return literalCode(shape.value)
    case 'array':
      return [readonlyness, arrayOf(shape.element, inner(shape.element), mode)]
    case 'tuple':
      return [readonlyness, arrayLiteral(shape.elements.map(inner))]
    case 'record':
      return applied('Record', [shape.key, shape.value])
    case 'map':
      return applied(mode === 'taken' ? 'ReadonlyMap' : 'Map', [shape.key, shape.value])
    case 'set':
      return applied(mode === 'taken' ? 'ReadonlySet' : 'Set', [shape.element])
    case 'union':
      return isLong(shape) ? context.nameType(shape, mode) : unionType(shape.members.map(inner))
    case 'object':
      return shape.instance === undefined
        ? context.nameType(shape, mode)
        : withoutHidden(shape, mode, importType(shape.instance.class))
    case 'ref': {
      const named = context.table.named(shape.key)
      if (named.import === undefined) return inner(named.shape)
      const type = applied(importType(named.import, named.name), named.typeArguments)
      return withoutHidden(context.table.resolve(shape), mode, type)
    }
  }
}

/**
 * `Readonly<Account>` lacks what is private in `Account`, so it is none; but every `Account` is a `Readonly<Account>`.
 */
function withoutHidden(shape: ResolvedShape, mode: Mode, type: Code): Code {
  const isWritten = mode === 'taken' && shape.kind === 'object' && shape.hasHidden === true
  return isWritten ? ['Readonly<', type, '>'] : type
}

/** `A | B | undefined`, also when the shape is a union itself. */
export function orUndefined(shape: Shape, type: (shape: Shape) => Code): Code {
  const members = shape.kind === 'union' && !isLong(shape) ? shape.members : [shape]
  return unionType([...members.map(type), 'undefined'])
}

/** As many members as a line may not hold. */
function isLong({ members }: UnionShape): boolean {
  return members.length > 4
}

export function literalCode(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quote(value) : String(value)
}

function arrayOf(element: Shape, type: Code, mode: Mode): Code {
  if (element.kind === 'union') return [group(['(', indent([softline, type]), softline, ')']), '[]']
  const isList = element.kind === 'array' || element.kind === 'tuple'
  return mode === 'taken' && isList ? ['(', type, ')[]'] : [type, '[]']
}

/** `Name<A, B>`; one plain argument stays on the line, as prettier has it. */
export function typeWithArguments(
  name: Code,
  args: readonly Shape[],
  type: (shape: Shape) => Code,
  table: ShapeTable,
): Code {
  if (args.length === 0) return name
  const [first] = args
  if (args.length === 1 && first !== undefined && isPlain(first, table)) {
    return [name, '<', type(first), '>']
  }
  const list = join(args.map(type), [',', line])
  return [name, group(['<', indent([softline, list]), softline, '>'])]
}

/** A keyword, or a name without arguments. */
function isPlain(shape: Shape, table: ShapeTable): boolean {
  switch (shape.kind) {
    case 'ref': {
      const { import: imported, typeArguments, shape: inner } = table.named(shape.key)
      return imported === undefined ? isPlain(inner, table) : typeArguments.length === 0
    }
    case 'literal':
    case 'array':
    case 'tuple':
    case 'record':
    case 'map':
    case 'set':
    case 'union':
      return false
    default:
      return true
  }
}

/** One member of an object type. */
export function memberType(name: string, optional: boolean, type: Code): Code {
  return [memberName(name), optional ? '?: ' : ': ', type]
}
