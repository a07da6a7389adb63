import ts from '#typescript'
import type { NamedType, TypeRef } from '../model/type-ref.js'
import { argumentAt, argumentStep, argumentTypes } from './argument-types.js'
import type { ProgramView } from './program-view.js'
import { templateName, templateText } from './read-shape-pattern.js'
import { readList, readTuple } from './read-type-list.js'
import { readObject } from './read-type-object.js'
import { readUnion } from './read-type-union.js'
import type { TypeReader, TypeSite } from './read-type.js'

/** What only the checker knows: it was inferred, or the node says no more. */
export function readUnwritten(reader: TypeReader, site: TypeSite): TypeRef {
  const { type } = site
  const { aliasSymbol, flags } = type
  if (aliasSymbol !== undefined && isNameOfItsOwn(type, aliasSymbol, reader.view)) {
    const args = (type.aliasTypeArguments ?? []).map((each, index) =>
      reader.readPart(site, each, undefined, argumentStep(aliasSymbol, index)),
    )
    return reader.name(aliasSymbol, args, site, undefined)
  }
  if (flags & ts.TypeFlags.StringLiteral) return literal((type as ts.StringLiteralType).value)
  const symbol = type.getSymbol()
  if (flags & ts.TypeFlags.EnumLike && symbol !== undefined) {
    return reader.name(enumOf(symbol, reader.view), [], site, undefined)
  }
  if (flags & ts.TypeFlags.NumberLiteral) return literal((type as ts.NumberLiteralType).value)
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return literal(reader.view.checker.typeToString(type) === 'true')
  }
  if (flags & ts.TypeFlags.TemplateLiteral) return readTemplate(reader, site)
  // `Uppercase<string>`: no pattern says what TypeScript takes for it.
  if (flags & ts.TypeFlags.StringMapping) return reader.other(type)
  if (flags & ts.TypeFlags.StringLike) return { kind: 'primitive', name: 'string' }
  if (flags & ts.TypeFlags.NumberLike) return { kind: 'primitive', name: 'number' }
  if (flags & ts.TypeFlags.BooleanLike) return { kind: 'primitive', name: 'boolean' }
  // JSON knows no such literal, and `bigint` would say less.
  if (flags & ts.TypeFlags.BigIntLiteral) return reader.other(type)
  if (flags & ts.TypeFlags.BigIntLike) return { kind: 'primitive', name: 'bigint' }
  if (type.isUnion()) return readUnion(reader, site, type.types)
  if (type.isIntersection()) {
    return primitiveWithin(type) ?? readObject(reader, site)
  }
  if (!(flags & ts.TypeFlags.Object)) return reader.other(type)
  return readObjectType(reader, site, symbol)
}

/** `` `order-${number}` `` is called `OrderNumber`; its own text says which type it is, in every file the same. */
function readTemplate(reader: TypeReader, { type, node }: TypeSite): TypeRef {
  const text = templateText(type as ts.TemplateLiteralType, reader.view.checker)
  if (text === undefined) return reader.other(type)
  const ref: NamedType = { kind: 'named', id: `lib#${text}`, name: templateName(text), args: [] }
  reader.reading.mention({ ref, symbol: undefined, type, node, import: undefined, isValue: true })
  return ref
}

function readObjectType(
  reader: TypeReader,
  site: TypeSite,
  symbol: ts.Symbol | undefined,
): TypeRef {
  const { type } = site
  const structure = readList(reader, site, undefined) ?? readTuple(reader, site, undefined)
  if (structure !== undefined) return structure
  const anonymous = (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Anonymous
  if (symbol && symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface) && !anonymous) {
    const args = argumentTypes(type, symbol, reader.view) ?? []
    return reader.name(
      symbol,
      args.map((each, index) => reader.readPart(site, each, undefined, argumentAt(index))),
      site,
      undefined,
    )
  }
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
    return reader.other(type)
  }
  return readObject(reader, site)
}

function literal(value: string | number | boolean): TypeRef {
  return { kind: 'literal', value }
}

/** Aliases of the language's own library say how a type was made, not what it is called. */
function isNameOfItsOwn(type: ts.Type, alias: ts.Symbol, view: ProgramView): boolean {
  if (view.ids.isGlobal(alias)) return false
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return false
  if (!type.isUnion()) return true
  return !type.types.some((each) => {
    return view.runtime.exports(each.getSymbol()) && alias !== each.getSymbol()
  })
}

function enumOf(symbol: ts.Symbol, { checker }: ProgramView): ts.Symbol {
  if (!(symbol.flags & ts.SymbolFlags.EnumMember)) return symbol
  const declaration = symbol.valueDeclaration?.parent
  if (declaration === undefined || !ts.isEnumDeclaration(declaration)) return symbol
  return checker.getSymbolAtLocation(declaration.name) ?? symbol
}

/** `string & { readonly brand: 'OrderId' }` is a string. */
function primitiveWithin(type: ts.IntersectionType): TypeRef | undefined {
  for (const { flags } of type.types) {
    if (flags & ts.TypeFlags.StringLike) return { kind: 'primitive', name: 'string' }
    if (flags & ts.TypeFlags.NumberLike) return { kind: 'primitive', name: 'number' }
    if (flags & ts.TypeFlags.BigIntLike) return { kind: 'primitive', name: 'bigint' }
    if (flags & ts.TypeFlags.BooleanLike) return { kind: 'primitive', name: 'boolean' }
  }
  return undefined
}
