import { ts } from 'ts-morph'
import { diagnostic } from '../diagnostics/diagnostic.js'
import {
  typeKey,
  type ImportRef,
  type NamedType,
  type ObjectMember,
  type ObjectType,
  type TupleElement,
  type TypeRef,
  type TypeUse,
} from '../model/type-ref.js'

import { bareType, membersOf, type BareType } from './bare-type.js'
import { circularAlias } from './circular-alias.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading, Recipe } from './reading.js'
import { templateName, templateText } from './read-shape-pattern.js'
import { typeArguments } from './type-arguments.js'
import { follow, written, type FollowedMarker, type WrittenType } from './written-type.js'

/** A type to be read: what the checker says, and how it is written where that is known. */
export interface TypeSite {
  readonly type: ts.Type
  readonly written: WrittenType | undefined
  /** Where it stands, or what it was inferred for. */
  readonly node: ts.Node
  readonly recipe: Recipe
  /** Which alternative of a union it is, where nothing but their number tells them apart. */
  readonly alternative?: string
}

export interface ReadUse {
  readonly use: TypeUse
  readonly markers: readonly FollowedMarker[]
  readonly isPromise: boolean
}

/** Reads types: the name from the node, the shape from the type. */
export class TypeReader {
  readonly #view: ProgramView
  readonly #reading: Reading
  #depth = 0

  constructor(view: ProgramView, reading: Reading) {
    this.#view = view
    this.#reading = reading
  }

  /** As it is written in a declaration. */
  readNode(node: ts.TypeNode): TypeUse {
    const recipe: Recipe = ({ checker }) => checker.getTypeFromTypeNode(node)
    const type = this.#view.checker.getTypeFromTypeNode(node)
    return this.read({ type, written: written(node), node, recipe })
  }

  /** Reports a marker: nothing below the top of a parameter can have one. */
  read(site: TypeSite): TypeUse {
    const { use, markers } = this.readMarked(site)
    for (const { name, node } of markers) {
      this.#reading.report(
        diagnostic('misplaced-marker', locate(this.#view.root, node), {
          message: `${name} stands inside of another type`,
        }),
      )
    }
    return use
  }

  readMarked(site: TypeSite): ReadUse {
    const bare = bareType(site.type, this.#view)
    const { type, markers } = this.#readBare(site, bare)
    const use: TypeUse = {
      type,
      null: bare.null,
      undefined: bare.undefined,
      text: this.#print(site.type, bare),
      handle: this.#reading.handle(site.type, site.recipe),
    }
    return { use, markers, isPromise: bare.isPromise }
  }

  #print(type: ts.Type, bare: BareType): string {
    const { checker } = this.#view
    const { isPromise } = bare
    const name = shortName(bare, this.#view)
    if (name !== undefined) {
      return `${name}${bare.null ? ' | null' : ''}${bare.undefined ? ' | undefined' : ''}`
    }
    const shown = isPromise ? (checker.getAwaitedType(type) ?? type) : type
    return checker.typeToString(shown, undefined, ts.TypeFormatFlags.NoTruncation)
  }

  #readBare(
    site: TypeSite,
    bare: BareType,
  ): { readonly type: TypeRef; readonly markers: readonly FollowedMarker[] } {
    const { type } = bare
    if (type === undefined) {
      const markers = site.written ? follow(site.written, site.type, this.#view).markers : []
      return { type: { kind: 'nothing' }, markers }
    }
    // Types that contain themselves do it through a name; a depth guards against what broken sources come up with.
    if (this.#depth > 30) return { type: this.#other(type), markers: [] }
    this.#depth++
    try {
      const circular = this.#readCircular(site, bare)
      if (circular !== undefined) return circular
      const inner = this.#withoutReadonly({ ...site, type, recipe: bareRecipe(site.recipe) })
      if (site.written === undefined) return { type: this.#readUnwritten(inner), markers: [] }
      const { followed, markers } = follow(site.written, type, this.#view)
      return { type: this.#readFollowed(inner, followed, bare), markers }
    } finally {
      this.#depth--
    }
  }

  /** `type Json = string | null | Json[]` keeps its name, and the `null` with it. */
  #readCircular(
    site: TypeSite,
    bare: BareType,
  ): { readonly type: TypeRef; readonly markers: readonly FollowedMarker[] } | undefined {
    if (!bare.null && !bare.undefined) return undefined
    const recipe: Recipe = (view) => {
      const whole = site.recipe(view)
      return whole && bareType(whole, view).isPromise ? view.checker.getAwaitedType(whole) : whole
    }
    const { checker } = this.#view
    const type = (bare.isPromise ? checker.getAwaitedType(site.type) : undefined) ?? site.type
    const alias = circularAlias(type, this.#view)
    if (alias === undefined) return undefined
    const whole = { ...site, type, recipe }
    const args = (type.aliasTypeArguments ?? []).map((each, index) =>
      this.#readPart(whole, each, undefined, aliasArgumentAt(index)),
    )
    const markers = site.written ? follow(site.written, type, this.#view).markers : []
    return { type: this.#name(alias, args, whole, undefined), markers }
  }

  /** `Readonly<Todo>` is a type of its own to the checker. */
  #withoutReadonly(site: TypeSite): TypeSite {
    const { aliasSymbol, aliasTypeArguments } = site.type
    const within = aliasTypeArguments?.[0]
    if (aliasSymbol?.name !== 'Readonly' || within === undefined) return site
    if (!this.#view.ids.isGlobal(aliasSymbol)) return site
    const recipe: Recipe = (view) => site.recipe(view)?.aliasTypeArguments?.[0]
    return this.#withoutReadonly({ ...site, type: within, recipe })
  }

  #readFollowed(
    site: TypeSite,
    followed: ReturnType<typeof follow>['followed'],
    bare: BareType,
  ): TypeRef {
    switch (followed.kind) {
      case 'name':
        return this.#readName(site, followed)
      case 'list':
        return this.#readList(site, followed.element) ?? this.#readUnwritten(site)
      case 'tuple':
        return this.#readTuple(site, followed.elements) ?? this.#readUnwritten(site)
      case 'union':
        return this.#readWrittenUnion(site, followed.members, bare)
      case 'type':
        return this.#readUnwritten(site)
    }
  }

  #readName(
    site: TypeSite,
    named: Extract<ReturnType<typeof follow>['followed'], { kind: 'name' }>,
  ): TypeRef {
    const { symbol, name, args } = named
    if (site.type.flags & ts.TypeFlags.Any) return this.#other(site.type)
    const types = argumentTypes(site.type, symbol, this.#view)
    // Without arguments in the type (an alias of a primitive) those that are written are read.
    const read =
      types === undefined
        ? args.map((each) => this.#readArgument(each))
        : types.map((type, index) =>
            this.#readPart(site, type, args[index], argumentStep(symbol, index)),
          )
    return this.#name(symbol, read, site, this.#view.ids.importAsWritten(name))
  }

  #readArgument(argument: WrittenType): TypeUse {
    const { node } = argument
    const recipe: Recipe = ({ checker }) => checker.getTypeFromTypeNode(node)
    const type = this.#view.checker.getTypeFromTypeNode(node)
    return this.read({ type, written: argument, node, recipe })
  }

  #name(
    symbol: ts.Symbol,
    args: readonly TypeUse[],
    site: TypeSite,
    imported: ImportRef | undefined,
  ): NamedType {
    const { ids } = this.#view
    const ref: NamedType = { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args }
    const { type, node } = site
    this.#reading.mention({ ref, symbol, type, node, import: imported, isValue: true })
    return ref
  }

  #readList(site: TypeSite, element: WrittenType | undefined): TypeRef | undefined {
    const { checker } = this.#view
    if (!checker.isArrayType(site.type)) return undefined
    const type = checker.getTypeArguments(site.type as ts.TypeReference)[0]
    return type && this.#list(this.#readPart(site, type, element, argumentAt(0)))
  }

  #list({ type, null: isNull, undefined: isUndefined }: TypeUse): TypeRef {
    return { kind: 'list', element: type, null: isNull, undefined: isUndefined }
  }

  #readTuple(site: TypeSite, nodes: readonly WrittenType[] | undefined): TypeRef | undefined {
    const { checker } = this.#view
    if (!checker.isTupleType(site.type)) return undefined
    const { target } = site.type as ts.TupleTypeReference
    const types = checker.getTypeArguments(site.type as ts.TypeReference)
    const written = nodes?.length === types.length ? nodes : undefined
    const elements = types.map((type, index): TupleElement => {
      const use = this.#readPart(site, type, written?.[index], argumentAt(index))
      const label = target.labeledElementDeclarations?.[index]
      const optional = (target.elementFlags[index] ?? 0) & ts.ElementFlags.Optional
      return {
        name: label && ts.isIdentifier(label.name) ? label.name.text : undefined,
        use: optional ? { ...use, undefined: true } : use,
      }
    })
    if (!(target.combinedFlags & ts.ElementFlags.Variable)) return { kind: 'tuple', elements }
    // `[E, ...E[]]` is a list that is not empty; any other rest has no number of elements to be taken apart.
    const [first, ...others] = elements
    if (first === undefined) return this.#other(site.type)
    const key = typeKey(this.#list(first.use))
    return others.every((each) => typeKey(this.#list(each.use)) === key)
      ? this.#list(first.use)
      : this.#other(site.type)
  }

  #readWrittenUnion(
    site: TypeSite,
    members: readonly WrittenType[],
    { members: types }: BareType,
  ): TypeRef {
    const refs = members.map((member): TypeRef => {
      const type = this.#typeOf(member)
      // A type parameter within an alias: only the checker knows what the member became.
      if (type === undefined) return { kind: 'nothing' }
      const { node } = member
      const recipe: Recipe = ({ checker }) => checker.getTypeFromTypeNode(node)
      return this.read({ type, written: member, node, recipe }).type
    })
    if (refs.some((each) => each.kind === 'nothing')) return this.#readUnion(site, types)
    return unionOf(refs)
  }

  /** `undefined` when type parameters in it are bound outside. */
  #typeOf(member: WrittenType): ts.Type | undefined {
    if (member.bindings.size === 0) return this.#view.checker.getTypeFromTypeNode(member.node)
    const bound = ts.isTypeReferenceNode(member.node)
      ? this.#view.checker.getSymbolAtLocation(member.node.typeName)
      : undefined
    const replacement = bound && member.bindings.get(bound)
    if (replacement !== undefined) return this.#typeOf(replacement)
    const type = this.#view.checker.getTypeFromTypeNode(member.node)
    return mentionsParameter(member) ? undefined : type
  }

  #readUnwritten(site: TypeSite): TypeRef {
    const { type } = site
    const { aliasSymbol, flags } = type
    if (aliasSymbol !== undefined && isNameOfItsOwn(type, aliasSymbol, this.#view)) {
      const args = (type.aliasTypeArguments ?? []).map((each, index) =>
        this.#readPart(site, each, undefined, argumentStep(aliasSymbol, index)),
      )
      return this.#name(aliasSymbol, args, site, undefined)
    }
    if (flags & ts.TypeFlags.StringLiteral) return literal((type as ts.StringLiteralType).value)
    const symbol = type.getSymbol()
    if (flags & ts.TypeFlags.EnumLike && symbol !== undefined) {
      return this.#name(enumOf(symbol, this.#view), [], site, undefined)
    }
    if (flags & ts.TypeFlags.NumberLiteral) return literal((type as ts.NumberLiteralType).value)
    if (flags & ts.TypeFlags.BooleanLiteral) {
      return literal(this.#view.checker.typeToString(type) === 'true')
    }
    if (flags & ts.TypeFlags.TemplateLiteral) return this.#readTemplate(site)
    // `Uppercase<string>`: no pattern says what TypeScript takes for it.
    if (flags & ts.TypeFlags.StringMapping) return this.#other(type)
    if (flags & ts.TypeFlags.StringLike) return { kind: 'primitive', name: 'string' }
    if (flags & ts.TypeFlags.NumberLike) return { kind: 'primitive', name: 'number' }
    if (flags & ts.TypeFlags.BooleanLike) return { kind: 'primitive', name: 'boolean' }
    // JSON knows no such literal, and `bigint` would say less.
    if (flags & ts.TypeFlags.BigIntLiteral) return this.#other(type)
    if (flags & ts.TypeFlags.BigIntLike) return { kind: 'primitive', name: 'bigint' }
    if (type.isUnion()) return this.#readUnion(site, type.types)
    if (type.isIntersection()) {
      return primitiveWithin(type) ?? this.#readObject(site)
    }
    if (!(flags & ts.TypeFlags.Object)) return this.#other(type)
    return this.#readObjectType(site, symbol)
  }

  /** `` `order-${number}` `` is called `OrderNumber`; its own text says which type it is, in every file the same. */
  #readTemplate({ type, node }: TypeSite): TypeRef {
    const text = templateText(type as ts.TemplateLiteralType, this.#view.checker)
    if (text === undefined) return this.#other(type)
    const ref: NamedType = { kind: 'named', id: `lib#${text}`, name: templateName(text), args: [] }
    this.#reading.mention({ ref, symbol: undefined, type, node, import: undefined, isValue: true })
    return ref
  }

  #readObjectType(site: TypeSite, symbol: ts.Symbol | undefined): TypeRef {
    const { type } = site
    const structure = this.#readList(site, undefined) ?? this.#readTuple(site, undefined)
    if (structure !== undefined) return structure
    const anonymous = (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Anonymous
    if (symbol && symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface) && !anonymous) {
      const args = argumentTypes(type, symbol, this.#view) ?? []
      return this.#name(
        symbol,
        args.map((each, index) => this.#readPart(site, each, undefined, argumentAt(index))),
        site,
        undefined,
      )
    }
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
      return this.#other(type)
    }
    return this.#readObject(site)
  }

  #readUnion(site: TypeSite, types: readonly ts.Type[]): TypeRef {
    const refs: TypeRef[] = []
    const booleans = types.filter((each) => each.flags & ts.TypeFlags.BooleanLiteral)
    for (const [index, each] of types.entries()) {
      if (each.flags & (ts.TypeFlags.Null | ts.TypeFlags.VoidLike)) continue
      if (booleans.length === 2 && each.flags & ts.TypeFlags.BooleanLiteral) {
        refs.push({ kind: 'primitive', name: 'boolean' })
        continue
      }
      const recipe: Recipe = (view) => {
        const whole = site.recipe(view)
        return whole && membersOf(whole)[index]
      }
      const { node } = site
      const alternative = `${site.alternative ?? ''}/${index}`
      refs.push(this.read({ type: each, written: undefined, node, recipe, alternative }).type)
    }
    return unionOf(refs)
  }

  #readObject(site: TypeSite): ObjectType {
    const { type, node } = site
    const { checker, ids } = this.#view
    const members = checker.getPropertiesOfType(type).map((property): ObjectMember => {
      const recipe: Recipe = (view) => {
        const whole = site.recipe(view)
        const found = whole && view.checker.getPropertyOfType(whole, property.name)
        return found && view.checker.getTypeOfSymbolAtLocation(found, node)
      }
      return { name: property.name, use: this.readProperty(property, node, recipe) }
    })
    const place = placeOf(type, node)
    const isWrittenThere = place === type.getSymbol()?.declarations?.[0]
    // One place can make several types: the instances of a generic one, the alternatives of an intersection.
    const alternative = isWrittenThere ? '' : (site.alternative ?? '')
    const id = ids.placeOf(place) + alternative
    const ref: ObjectType = {
      kind: 'object',
      id: isInstance(type, place) ? `${id}<${describeMembers(members)}>` : id,
      members,
    }
    this.#reading.mention({
      ref,
      symbol: undefined,
      type,
      node,
      import: undefined,
      isValue: true,
    })
    return ref
  }

  /** A member of an object: as it is declared, where that is its type and not a generic pattern of it. */
  readProperty(property: ts.Symbol, at: ts.Node, recipe: Recipe): TypeUse {
    const { checker } = this.#view
    const type = checker.getTypeOfSymbolAtLocation(property, at)
    const declaration = property.valueDeclaration ?? property.declarations?.[0]
    const node = declaration && typeNodeOf(declaration)
    const declared = node && checker.getTypeFromTypeNode(node)
    const same =
      declared !== undefined &&
      (declared === type ||
        checker.getNonNullableType(declared) === checker.getNonNullableType(type))
    const use = this.read({
      type,
      written: node && same ? written(node) : undefined,
      node: node ?? declaration ?? at,
      recipe,
    })
    // With exactOptionalPropertyTypes the type does not say it.
    return property.flags & ts.SymbolFlags.Optional ? { ...use, undefined: true } : use
  }

  #readPart(
    site: TypeSite,
    type: ts.Type,
    part: WrittenType | undefined,
    step: (whole: ts.Type, view: ProgramView) => ts.Type | undefined,
  ): TypeUse {
    const recipe: Recipe = (view) => {
      const whole = site.recipe(view)
      return whole && step(whole, view)
    }
    return this.read({ type, written: part, node: part?.node ?? site.node, recipe })
  }

  #other(type: ts.Type): TypeRef {
    return { kind: 'other', text: this.#view.checker.typeToString(type) }
  }
}

/** What the checker would print, where that is but a name: printing is slow, and most types are names. */
function shortName({ type, members }: BareType, { ids }: ProgramView): string | undefined {
  if (type === undefined || members.length > 1 || type.aliasSymbol !== undefined) return undefined
  if (!(type.flags & ts.TypeFlags.Object)) return undefined
  const { objectFlags } = type as ts.ObjectType
  const isNamed = objectFlags & ts.ObjectFlags.ClassOrInterface
  return isNamed && !(objectFlags & ts.ObjectFlags.Reference) ? ids.nameOf(type.symbol) : undefined
}

function literal(value: string | number | boolean): TypeRef {
  return { kind: 'literal', value }
}

/** Flat, each once, `true | false` as `boolean`. */
function unionOf(refs: readonly TypeRef[]): TypeRef {
  const members = new Map<string, TypeRef>()
  for (const ref of refs.flatMap((each) => (each.kind === 'union' ? each.members : [each]))) {
    const key = typeKey(ref)
    if (!members.has(key)) members.set(key, ref)
  }
  if (members.has('true') && members.has('false')) {
    members.delete('true')
    members.delete('false')
    members.set('boolean', { kind: 'primitive', name: 'boolean' })
  }
  const list = [...members.values()]
  return list.length === 1 ? list[0]! : { kind: 'union', members: list }
}

function bareRecipe(recipe: Recipe): Recipe {
  return (view) => {
    const type = recipe(view)
    return type && bareType(type, view).type
  }
}

/** The arguments of a generic type, those with defaults too; `undefined` where the type does not keep them. */
function argumentTypes(
  type: ts.Type,
  symbol: ts.Symbol,
  view: ProgramView,
): readonly ts.Type[] | undefined {
  if (type.aliasSymbol === symbol) return type.aliasTypeArguments ?? []
  if (symbol.flags & ts.SymbolFlags.TypeAlias) return undefined
  return typeArguments(type, view)
}

type Part = (whole: ts.Type, view: ProgramView) => ts.Type | undefined

function argumentStep(symbol: ts.Symbol, index: number): Part {
  return symbol.flags & ts.SymbolFlags.TypeAlias ? aliasArgumentAt(index) : argumentAt(index)
}

function aliasArgumentAt(index: number): Part {
  return (whole) => whole.aliasTypeArguments?.[index]
}

function argumentAt(index: number): Part {
  return (whole, view) => typeArguments(whole, view)[index]
}

/** Aliases of the language's own library say how a type was made, not what it is called. */
function isNameOfItsOwn(type: ts.Type, alias: ts.Symbol, view: ProgramView): boolean {
  if (view.ids.isGlobal(alias)) return false
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return false
  if (!type.isUnion()) return true
  return !type.types.some((each) => {
    const ours = view.runtime.exportedName(each.getSymbol())
    return ours !== undefined && alias !== each.getSymbol()
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

function placeOf(type: ts.Type, node: ts.Node): ts.Node {
  const place = type.getSymbol()?.declarations?.[0]
  if (place === undefined || type.isIntersection()) return node
  return place.getSourceFile().fileName.includes('/node_modules/') ? node : place
}

function isInstance(type: ts.Type, place: ts.Node): boolean {
  const flags = (type as ts.ObjectType).objectFlags
  return (
    (flags & ts.ObjectFlags.Instantiated) !== 0 && place === type.getSymbol()?.declarations?.[0]
  )
}

function describeMembers(members: readonly ObjectMember[]): string {
  return members.map((each) => `${each.name}: ${typeKey(each.use.type)}`).join(', ')
}

function typeNodeOf(declaration: ts.Declaration): ts.TypeNode | undefined {
  if (
    ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration)
  ) {
    return declaration.type
  }
  if (ts.isGetAccessor(declaration)) return declaration.type
  return undefined
}

function mentionsParameter({ node, bindings }: WrittenType): boolean {
  const names = new Set([...bindings.keys()].map((each) => each.name))
  const visit = (each: ts.Node): boolean =>
    (ts.isIdentifier(each) && names.has(each.text)) || (ts.forEachChild(each, visit) ?? false)
  return visit(node)
}
