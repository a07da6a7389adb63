import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import { type ImportRef, type NamedType, type TypeRef, type TypeUse } from '../model/type-ref.js'
import { argumentStep, argumentTypes } from './argument-types.js'
import { bareType, type BareType } from './bare-type.js'
import { besideNothing, circularAlias } from './circular-alias.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { readList, readTuple } from './read-type-list.js'
import { readWrittenUnion } from './read-type-union.js'
import { readUnwritten } from './read-type-unwritten.js'
import type { Reading, Recipe } from './reading.js'
import { typeNodeOf } from './written-aliases.js'
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
  readonly view: ProgramView
  readonly reading: Reading
  #depth = 0

  constructor(view: ProgramView, reading: Reading) {
    this.view = view
    this.reading = reading
  }

  /** As it is written in a declaration. */
  readNode(node: ts.TypeNode): TypeUse {
    const recipe: Recipe = ({ checker }) => checker.getTypeFromTypeNode(node)
    const type = this.view.checker.getTypeFromTypeNode(node)
    return this.read({ type, written: written(node), node, recipe })
  }

  /** Reports a marker: nothing below the top of a parameter can have one. */
  read(site: TypeSite): TypeUse {
    const { use, markers } = this.readMarked(site)
    for (const { name, node } of markers) {
      this.reading.report(
        diagnostic('misplaced-marker', locate(this.view.root, node), {
          message: `${name} stands inside of another type`,
        }),
      )
    }
    return use
  }

  readMarked(site: TypeSite): ReadUse {
    const bare = bareType(site.type, this.view)
    const { type, markers } = this.#readBare(site, bare)
    const use: TypeUse = {
      type,
      null: bare.null,
      undefined: bare.undefined,
      text: () => this.#print(site.type, bare),
      handle: this.reading.handle(site.type, site.recipe),
    }
    return { use, markers, isPromise: bare.isPromise }
  }

  #print(type: ts.Type, bare: BareType): string {
    const { checker } = this.view
    const { isPromise } = bare
    const name = shortName(bare, this.view)
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
      const markers = site.written ? follow(site.written, site.type, this.view).markers : []
      return { type: { kind: 'nothing' }, markers }
    }
    // Types that contain themselves do it through a name; a depth guards against what broken sources come up with.
    if (this.#depth > 30) return { type: this.other(type), markers: [] }
    this.#depth++
    try {
      const circular = this.#readCircular(site, bare)
      if (circular !== undefined) return circular
      const inner = this.#withoutReadonly({ ...site, type, recipe: bareRecipe(site.recipe) })
      if (site.written === undefined) return { type: readUnwritten(this, inner), markers: [] }
      const { followed, markers } = follow(site.written, type, this.view)
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
    const { checker } = this.view
    const type = (bare.isPromise ? checker.getAwaitedType(site.type) : undefined) ?? site.type
    const alias = circularAlias(type, this.view)
    if (alias === undefined) {
      // Of `Json | undefined` the checker has forgotten that it says `Json`.
      const node = site.written && besideNothing(site.written.node)
      if (node === undefined) return undefined
      const named = checker.getTypeFromTypeNode(node)
      const written = { node, bindings: site.written!.bindings }
      const recipe: Recipe = (view) => view.checker.getTypeFromTypeNode(node)
      return this.#readCircular({ type: named, written, node, recipe }, bareType(named, this.view))
    }
    const whole = { ...site, type, recipe }
    const args = (type.aliasTypeArguments ?? []).map((each, index) =>
      this.readPart(whole, each, undefined, argumentStep(alias, index)),
    )
    const markers = site.written ? follow(site.written, type, this.view).markers : []
    return { type: this.name(alias, args, whole, undefined), markers }
  }

  /** `Readonly<Todo>` is a type of its own to the checker. */
  #withoutReadonly(site: TypeSite): TypeSite {
    const { aliasSymbol, aliasTypeArguments } = site.type
    const within = aliasTypeArguments?.[0]
    if (aliasSymbol?.name !== 'Readonly' || within === undefined) return site
    if (!this.view.ids.isGlobal(aliasSymbol)) return site
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
        return readList(this, site, followed.element) ?? readUnwritten(this, site)
      case 'tuple':
        return readTuple(this, site, followed.elements) ?? readUnwritten(this, site)
      case 'union':
        return readWrittenUnion(this, site, followed.members, bare)
      case 'type':
        return readUnwritten(this, site)
    }
  }

  #readName(
    site: TypeSite,
    named: Extract<ReturnType<typeof follow>['followed'], { kind: 'name' }>,
  ): TypeRef {
    const { symbol, name, args } = named
    if (site.type.flags & ts.TypeFlags.Any) return this.other(site.type)
    const types = argumentTypes(site.type, symbol, this.view)
    // Without arguments in the type (an alias of a primitive) those that are written are read.
    const read =
      types === undefined
        ? args.map((each) => this.#readArgument(each))
        : types.map((type, index) =>
            this.readPart(site, type, args[index], argumentStep(symbol, index)),
          )
    return this.name(symbol, read, site, this.view.ids.importAsWritten(name))
  }

  #readArgument(argument: WrittenType): TypeUse {
    const { node } = argument
    const recipe: Recipe = ({ checker }) => checker.getTypeFromTypeNode(node)
    const type = this.view.checker.getTypeFromTypeNode(node)
    return this.read({ type, written: argument, node, recipe })
  }

  name(
    symbol: ts.Symbol,
    args: readonly TypeUse[],
    site: TypeSite,
    imported: ImportRef | undefined,
  ): NamedType {
    const { ids } = this.view
    const ref: NamedType = { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args }
    const { type, node } = site
    this.reading.mention({ ref, symbol, type, node, import: imported, isValue: true })
    return ref
  }

  /** A member of an object: as it is declared, where that is its type and not a generic pattern of it. */
  readProperty(property: ts.Symbol, at: ts.Node, recipe: Recipe): TypeUse {
    const { checker } = this.view
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

  readPart(
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

  other(type: ts.Type): TypeRef {
    return { kind: 'other', text: this.view.checker.typeToString(type) }
  }
}

/** What we call it everywhere, where the checker would print but a name. */
function shortName({ type, members }: BareType, { ids }: ProgramView): string | undefined {
  if (type === undefined || members.length > 1 || type.aliasSymbol !== undefined) return undefined
  if (!(type.flags & ts.TypeFlags.Object)) return undefined
  const { objectFlags } = type as ts.ObjectType
  const isNamed = objectFlags & ts.ObjectFlags.ClassOrInterface
  return isNamed && !(objectFlags & ts.ObjectFlags.Reference) ? ids.nameOf(type.symbol) : undefined
}

function bareRecipe(recipe: Recipe): Recipe {
  return (view) => {
    const type = recipe(view)
    return type && bareType(type, view).type
  }
}
