import ts from '#typescript'
import type { TypeFacts } from '../model/type-facts.js'
import type { TypeId } from '../model/type-ref.js'
import { dataTypes, isOneOf } from '../vocabulary.js'
import { bareType } from './bare-type.js'
import type { ProgramView } from './program-view.js'

/**
 * Data: every public instance member is data, or it extends `Data`. A service has a method or a function. Members of members are
 * looked at too, so the answers for one program are kept.
 */
export class Natures {
  readonly #view: ProgramView
  /** Documents, aggregates and events are data, whatever methods they have. */
  readonly #stored: ReadonlySet<TypeId>
  readonly #isData = new Map<ts.Type, boolean>()
  #depth = 0

  constructor(view: ProgramView, stored: ReadonlySet<TypeId>) {
    this.#view = view
    this.#stored = stored
  }

  natureOf(symbol: ts.Symbol, type: ts.Type): TypeFacts['nature'] {
    const { runtime } = this.#view
    const ours = runtime.knownName(symbol)
    if (runtime.nameOf(symbol) !== undefined && ours !== 'Data')
      return isOneOf(ours, dataTypes) ? 'data' : 'runtime'
    // What has no method of its own but holds something with one is data that cannot cross a boundary, and codecs say so.
    return this.isData(type) || !this.#hasMethod(type) ? 'data' : 'service'
  }

  #hasMethod(type: ts.Type): boolean {
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return true
    const { checker } = this.#view
    return checker.getPropertiesOfType(type).some((property) => {
      const declaration = property.valueDeclaration ?? property.declarations?.[0]
      if (declaration === undefined || isHidden(declaration)) return false
      if (property.flags & ts.SymbolFlags.Method) return true
      const held = checker.getTypeOfSymbolAtLocation(property, declaration)
      return held.getCallSignatures().length > 0
    })
  }

  isData(type: ts.Type): boolean {
    const known = this.#isData.get(type)
    if (known !== undefined) return known
    // A type that contains itself is what the rest of it is.
    this.#isData.set(type, true)
    // Generic types can grow for ever; what is no data shows long before.
    if (this.#depth > 12) return true
    this.#depth++
    const answer = this.#decide(type)
    this.#depth--
    this.#isData.set(type, answer)
    return answer
  }

  #decide(whole: ts.Type): boolean {
    const { members } = bareType(whole, this.#view)
    return members.every((type) => {
      if (type.isIntersection() && type.types.some((each) => each.flags & primitive)) return true
      if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return true
      return this.#isDataObject(type)
    })
  }

  #isDataObject(type: ts.Type): boolean {
    const { checker, ids, runtime } = this.#view
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0)
      return false
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      return checker.getTypeArguments(type as ts.TypeReference).every((each) => this.isData(each))
    }
    const symbol = type.getSymbol()
    const isNamed = symbol && symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)
    if (symbol && isNamed && ids.isGlobal(symbol)) return plainGlobals.has(symbol.name)
    if (symbol && isNamed && runtime.nameOf(symbol) !== undefined) {
      if (!isOneOf(runtime.knownName(symbol), dataTypes)) return false
    }
    if (symbol && isNamed && this.#stored.has(ids.idOf(symbol))) return true
    if (extendsData(type, this.#view)) return true
    return checker.getPropertiesOfType(type).every((each) => this.#isDataMember(each))
  }

  #isDataMember(property: ts.Symbol): boolean {
    const declaration = property.valueDeclaration ?? property.declarations?.[0]
    if (property.flags & ts.SymbolFlags.Accessor) return true
    if (declaration !== undefined && isHidden(declaration)) return true
    if (property.flags & ts.SymbolFlags.Method) return false
    if (declaration === undefined) return true
    return this.isData(this.#view.checker.getTypeOfSymbolAtLocation(property, declaration))
  }
}

const plainGlobals: ReadonlySet<string> = new Set([
  'Date',
  'Map',
  'Set',
  'ReadonlyMap',
  'ReadonlySet',
  'Uint8Array',
  'Buffer',
  'Array',
  'ReadonlyArray',
  'Error',
  'String',
  'Number',
  'Boolean',
  'Object',
])

const primitive =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike

/** `class Todo extends Data<…>`, or further up. */
export function extendsData(type: ts.Type, view: ProgramView): boolean {
  const declaration = type.getSymbol()?.declarations?.find(ts.isClassDeclaration)
  return declaration !== undefined && classExtendsData(declaration, view, 0)
}

function classExtendsData(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  depth: number,
): boolean {
  const clause = declaration.heritageClauses?.find(
    (each) => each.token === ts.SyntaxKind.ExtendsKeyword,
  )
  const expression = clause?.types[0]?.expression
  const found = expression && view.checker.getSymbolAtLocation(expression)
  if (found === undefined || depth > 50) return false
  const symbol = found.flags & ts.SymbolFlags.Alias ? view.checker.getAliasedSymbol(found) : found
  if (view.runtime.knownName(symbol) === 'Data') return true
  const base = symbol.declarations?.find(ts.isClassDeclaration)
  return base !== undefined && classExtendsData(base, view, depth + 1)
}

function isHidden(declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  if (ts.getCombinedModifierFlags(declaration) & hidden) return true
  const name = ts.getNameOfDeclaration(declaration)
  return name !== undefined && ts.isPrivateIdentifier(name)
}

/** Members that hold something, and that everybody can see. */
export function publicData(type: ts.Type, { checker }: ProgramView): readonly ts.Symbol[] {
  return checker.getPropertiesOfType(type).filter(({ flags, valueDeclaration, declarations }) => {
    if (flags & (ts.SymbolFlags.Accessor | ts.SymbolFlags.Method)) return false
    const declaration = valueDeclaration ?? declarations?.[0]
    return declaration === undefined || !isHidden(declaration)
  })
}
