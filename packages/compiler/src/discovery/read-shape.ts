// One idea, so one file: which shape each kind of type has.
import { ts } from 'ts-morph'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ImpossibleShape, MemberShape, Shape } from '../model/shape.js'
import { typeKey, type NamedType, type ObjectType, type TypeRef } from '../model/type-ref.js'
import { circularAlias } from './circular-alias.js'
import { commentTags, type CommentTag } from './comment-tags.js'
import { constrain } from './constraints.js'
import { documentationOf } from './documentation.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { TypeReader } from './read-type.js'
import type { Mention } from './reading.js'
import { unionOf, withoutUndefined } from './read-shape-union.js'
import { numberNames, templatePattern, templateText } from './read-shape-pattern.js'
import { whyNotRevived } from './why-not-revived.js'
import { aliasesOf, typeNodeOf, unaliased } from './written-aliases.js'
import { written } from './written-type.js'

/** A type that has an entry of its own in the table of shapes. */
export interface NamedEntry {
  readonly ref: NamedType | ObjectType
  readonly symbol: ts.Symbol | undefined
  readonly type: ts.Type
  readonly node: ts.Node
  /** Instances of one generic type that led here: how an endless one shows. */
  readonly parents: readonly string[]
}

export interface ShapeSink {
  enqueue(key: string, entry: NamedEntry): void
  report(diagnostic: Diagnostic): void
  resolve(shape: Shape): Shape
}

/** A type where it stands. */
interface Site {
  readonly type: ts.Type
  /** How it is written there, when that is this very type. */
  readonly node: ts.TypeNode | undefined
  /** Where a diagnostic points. */
  readonly place: ts.Node
  /** `Order.total`, for messages. */
  readonly path: string
  readonly depth: number
}

export class ShapeWalk {
  readonly #view: ProgramView
  readonly #checker: ts.TypeChecker
  readonly #entry: NamedEntry
  readonly #sink: ShapeSink

  constructor(view: ProgramView, entry: NamedEntry, sink: ShapeSink) {
    this.#view = view
    this.#checker = view.checker
    this.#entry = entry
    this.#sink = sink
  }

  read(): { readonly shape: Shape; readonly nominal: boolean } {
    const { ref, symbol, type, node } = this.#entry
    if (this.#isEndless()) {
      const place = symbol?.declarations?.[0] ?? node
      return {
        shape: this.#impossible(
          'infinite-type',
          `${describe(ref)} contains an instance of itself with other type arguments, and so on for ever`,
          place,
        ),
        nominal: false,
      }
    }
    const path = ref.kind === 'named' ? ref.name : ''
    const alias = symbol?.declarations?.find(ts.isTypeAliasDeclaration)
    const body = alias && alias.typeParameters === undefined ? alias.type : undefined
    const site: Site = {
      type,
      node: body !== undefined && this.#isType(body, type) ? body : undefined,
      place: body ?? node,
      path,
      depth: 0,
    }
    // What the language brings has its members in its own files, where nobody can change them.
    const isLibrary = symbol !== undefined && this.#view.ids.isGlobal(symbol)
    const library = isLibrary ? this.#libraryShape(symbol, site) : undefined
    const structure = library ?? this.#structure(site)
    return {
      shape: alias === undefined ? structure : this.#constrained(structure, [alias]),
      nominal: isNominal(type) && structure.kind !== 'object',
    }
  }

  typeArguments({ args }: NamedType): readonly Shape[] {
    const types = this.#argumentTypes()
    return args.map((_, index) => {
      const type = types[index]
      if (type === undefined) return { kind: 'json' }
      const { node } = this.#entry
      return this.#shapeAt({ type, node: undefined, place: node, path: '', depth: 0 })
    })
  }

  #argumentTypes(): readonly ts.Type[] {
    const { type, symbol } = this.#entry
    if (type.aliasSymbol !== undefined && type.aliasSymbol === symbol) {
      return type.aliasTypeArguments ?? []
    }
    return 'target' in type ? this.#checker.getTypeArguments(type as ts.TypeReference) : []
  }

  /** The same generic type, in itself, in itself: nobody nests data so deep on purpose. */
  #isEndless(): boolean {
    const { parents, ref } = this.#entry
    return ref.kind === 'named' && parents.filter((each) => each === ref.id).length > 6
  }

  // ─── a type where it stands: by name, if it has one

  #shapeAt(site: Site): Shape {
    const { type } = site
    if (site.depth > 40) {
      return this.#impossible('infinite-type', `${site.path} has no end`, site.place)
    }
    const nothing = this.#nothingIn(type)
    if (nothing.length > 0 && circularAlias(type, this.#view) === undefined) {
      return this.#withNothing(site, nothing)
    }

    if (isNameless(site)) return this.#structure(site)

    const { ref, mention } = this.#nameOf(site)
    if (ref.kind !== 'named' || mention?.symbol === undefined) {
      return this.#constrained(
        this.#structure(site),
        aliasesOf(site.node, undefined, this.#checker),
      )
    }
    const { symbol } = mention
    if (type.flags & ts.TypeFlags.EnumLiteral && !type.isUnion()) return this.#structure(site)
    const library = this.#view.ids.isGlobal(symbol) ? this.#libraryShape(symbol, site) : undefined
    if (library !== undefined) return library

    if (this.#view.runtime.nameOf(symbol) === 'UploadedFile') return { kind: 'file' }

    const key = typeKey(ref)
    const { ref: own, parents } = this.#entry
    this.#sink.enqueue(key, {
      ref,
      symbol,
      type,
      node: mention.node,
      parents: own.kind === 'named' && own.args.length > 0 ? [...parents, own.id] : [],
    })
    return this.#constrained({ kind: 'ref', key }, aliasesOf(site.node, symbol, this.#checker))
  }

  #nothingIn(type: ts.Type): readonly Shape[] {
    const members = type.isUnion() ? type.types : [type]
    const found: Shape[] = []
    if (members.some(({ flags }) => flags & ts.TypeFlags.Null)) found.push({ kind: 'null' })
    if (members.some(({ flags }) => flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.Never))) {
      found.push({ kind: 'undefined' })
    }
    return found
  }

  #withNothing(site: Site, nothing: readonly Shape[]): Shape {
    const { type, node } = site
    const rest = type.isUnion() ? this.#checker.getNonNullableType(type) : undefined
    if (rest === undefined || rest.flags & ts.TypeFlags.Never) {
      return nothing.length === 1 ? nothing[0]! : { kind: 'union', members: nothing }
    }
    const restNode = node && this.#withoutNothing(node, rest)
    // Where the node says the rest alone, its aliases are asked for with it.
    const aliases = restNode === node ? [] : aliasesOf(node, undefined, this.#checker)
    const shape =
      this.#writtenRest(site, rest, restNode) ??
      this.#shapeAt({ ...site, type: rest, node: restNode, depth: site.depth + 1 })
    const members = shape.kind === 'union' ? shape.members : [shape]
    const more = nothing.filter(({ kind }) => !members.some((each) => each.kind === kind))
    const whole: Shape = { kind: 'union', members: [...members, ...more] }
    return this.#constrained(whole, aliases)
  }

  /** `Email | number | null`: several members are left, each by the name it is written with. */
  #writtenRest(site: Site, rest: ts.Type, restNode: ts.TypeNode | undefined): Shape | undefined {
    const body = site.node && unaliased(site.node, this.#checker)
    if (!rest.isUnion() || restNode !== undefined || !body || !ts.isUnionTypeNode(body)) {
      return undefined
    }
    const members = body.types
      .map((each) => ({ node: each, type: this.#checker.getTypeFromTypeNode(each) }))
      .filter(({ type }) => !(type.flags & (ts.TypeFlags.Null | ts.TypeFlags.VoidLike)))
      .map(({ node, type }) =>
        this.#shapeAt({ ...site, type, node, place: node, depth: site.depth + 1 }),
      )
    return unionOf(members, locate(this.#view.root, site.place))
  }

  /** The one member of `T | null` that is left; all of it where only `?` says that it may be absent. */
  #withoutNothing(node: ts.TypeNode, rest: ts.Type): ts.TypeNode | undefined {
    if (this.#isType(node, rest)) return node
    const body = unaliased(node, this.#checker)
    if (!ts.isUnionTypeNode(body)) return undefined
    return body.types.find((each) => this.#isType(each, rest))
  }

  #nameOf(site: Site): { readonly ref: TypeRef; readonly mention: Mention | undefined } {
    const mentions: Mention[] = []
    const reader = new TypeReader(this.#view, {
      report: () => undefined,
      mention: (each) => mentions.push(each),
      handle: () => -1,
    })
    const { type: ref } = reader.read({
      type: site.type,
      written: site.node && written(site.node),
      node: site.place,
      recipe: () => undefined,
    })
    return { ref, mention: mentions.findLast((each) => each.ref === ref) }
  }

  // ─── what a type is made of

  #structure(site: Site): Shape {
    const { type } = site
    const { flags } = type
    if (type.isUnion()) return this.#union(site, type)
    if (flags & ts.TypeFlags.StringLiteral)
      return this.#literal(type, (type as ts.StringLiteralType).value)
    if (flags & ts.TypeFlags.NumberLiteral)
      return this.#literal(type, (type as ts.NumberLiteralType).value)
    if (flags & ts.TypeFlags.BooleanLiteral) {
      return { kind: 'literal', value: this.#checker.typeToString(type) === 'true' }
    }
    if (flags & ts.TypeFlags.TemplateLiteral) {
      const template = templateText(type as ts.TemplateLiteralType, this.#checker)
      if (template === undefined) return this.#cannotCross(site)
      const value = templatePattern(type as ts.TemplateLiteralType)
      return { kind: 'string', constraints: [{ kind: 'pattern', value }], template }
    }
    if (flags & ts.TypeFlags.StringMapping) return this.#cannotCross(site)
    if (flags & ts.TypeFlags.StringLike) return { kind: 'string', constraints: [] }
    if (flags & ts.TypeFlags.NumberLike) return { kind: 'number', constraints: [] }
    if (flags & ts.TypeFlags.BigIntLiteral) {
      return this.#cannotCross(
        site,
        `is the bigint literal ${this.#checker.typeToString(type)}: JSON holds a bigint as text`,
      )
    }
    if (flags & ts.TypeFlags.BigIntLike) return { kind: 'bigint', constraints: [] }
    if (flags & ts.TypeFlags.BooleanLike) return { kind: 'boolean' }
    if (flags & ts.TypeFlags.Null) return { kind: 'null' }
    if (flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.Never)) return { kind: 'undefined' }
    if (type.isIntersection()) {
      const primitive = type.types.find((each) => each.flags & primitives)
      return primitive === undefined
        ? this.#object(site)
        : this.#structure({ ...site, type: primitive, node: undefined })
    }
    if (!(flags & ts.TypeFlags.Object)) return this.#cannotCross(site)
    return this.#list(site) ?? this.#object(site)
  }

  #literal(type: ts.Type, value: string | number): Shape {
    return type.flags & ts.TypeFlags.EnumLiteral
      ? { kind: 'literal', value, nominal: true }
      : { kind: 'literal', value }
  }

  #union(site: Site, type: ts.UnionType): Shape {
    const node = site.node && unaliased(site.node, this.#checker)
    const location = locate(this.#view.root, site.place)
    // By what is written, each member keeps its name; TypeScript keeps neither aliases nor their order.
    if (node && ts.isUnionTypeNode(node)) {
      const members = node.types.map((each) =>
        this.#shapeAt({
          ...site,
          type: this.#checker.getTypeFromTypeNode(each),
          node: each,
          place: each,
          depth: site.depth + 1,
        }),
      )
      return unionOf(members, location)
    }
    const members = type.types.map((each) =>
      this.#shapeAt({ ...site, type: each, node: undefined, depth: site.depth + 1 }),
    )
    return unionOf(members, location)
  }

  #list(site: Site): Shape | undefined {
    const { type } = site
    const reference = type as ts.TypeReference
    const node = site.node && unaliased(site.node, this.#checker)
    if (this.#checker.isArrayType(type)) {
      const element = this.#checker.getTypeArguments(reference)[0]!
      const written = node && elementNode(node)
      return { kind: 'array', element: this.#part(site, element, written, ''), constraints: [] }
    }
    if (!this.#checker.isTupleType(type)) return undefined
    const target = reference.target as ts.TupleType
    if (target.elementFlags.some((each) => each !== ts.ElementFlags.Required)) {
      return this.#impossible(
        'type-cannot-cross-boundary',
        `${site.path || 'The tuple'} has optional or rest elements`,
        site.place,
      )
    }
    const nodes = node && tupleNodes(node)
    const elements = this.#checker
      .getTypeArguments(reference)
      .map((each, index) => this.#part(site, each, nodes?.[index], String(index)))
    return { kind: 'tuple', elements }
  }

  #part(site: Site, type: ts.Type, node: ts.TypeNode | undefined, name: string): Shape {
    const isWritten = node !== undefined && this.#isType(node, type)
    return this.#shapeAt({
      type,
      node: isWritten ? node : undefined,
      place: isWritten ? node : site.place,
      path: name === '' ? site.path : `${site.path}.${name}`,
      depth: site.depth + 1,
    })
  }

  #libraryShape(symbol: ts.Symbol, site: Site): Shape | undefined {
    const args = this.#checker.getTypeArguments(site.type as ts.TypeReference)
    const node = site.node && unaliased(site.node, this.#checker)
    const nodes = node && ts.isTypeReferenceNode(node) ? node.typeArguments : undefined
    const argument = (index: number): Shape =>
      this.#part(
        site,
        args[index]!,
        nodes?.[index],
        symbol.name === 'Map' && index === 0 ? 'key' : '',
      )
    switch (symbol.name) {
      case 'Date':
        return { kind: 'date' }
      case 'Uint8Array':
        return { kind: 'bytes' }
      case 'Map':
      case 'ReadonlyMap':
        return { kind: 'map', key: argument(0), value: argument(1) }
      case 'Set':
      case 'ReadonlySet':
        return { kind: 'set', element: argument(0) }
      case 'Object':
        return this.#cannotCross(site)
      default: {
        if (symbol.flags & ts.SymbolFlags.TypeAlias) return this.#structure(site)
        const hasMethods = this.#checker
          .getPropertiesOfType(site.type)
          .some((each) => each.flags & ts.SymbolFlags.Method)
        return hasMethods ? this.#cannotCross(site) : this.#structure(site)
      }
    }
  }

  // ─── objects

  #object(site: Site): Shape {
    const { type } = site
    if (type.flags & ts.TypeFlags.NonPrimitive) return this.#cannotCross(site)
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
      return this.#cannotCross(site, 'is a function')
    }
    const declaration = classOf(type)
    if (declaration !== undefined) return this.#instance(site, declaration)
    return this.#namedInRecord(site, this.#plainObject(site))
  }

  /** Of `Record<string, Email>` the checker keeps no node: its second argument is the type of every member. */
  #namedInRecord(site: Site, shape: Shape): Shape {
    const { type, node } = site
    const value = type.aliasTypeArguments?.[1]
    if (type.aliasSymbol?.name !== 'Record' || !this.#view.ids.isGlobal(type.aliasSymbol))
      return shape
    if (value === undefined || !node || !ts.isTypeReferenceNode(node)) return shape
    const part = this.#part(site, value, node.typeArguments?.[1], '[…]')
    if (shape.kind === 'record') return { ...shape, value: part }
    if (shape.kind !== 'object') return shape
    return { ...shape, members: shape.members.map((each) => ({ ...each, shape: part })) }
  }

  #plainObject(site: Site): Shape {
    const { type } = site
    const members = this.#checker
      .getPropertiesOfType(type)
      .flatMap((each) => this.#member(each, site, false))
    const [rest] = this.#indexSignatures(site)
    if (rest === undefined) return { kind: 'object', members, instance: undefined }
    if (members.length === 0) return { kind: 'record', ...rest }
    return { kind: 'object', members, instance: undefined, rest }
  }

  #indexSignatures(site: Site): readonly { readonly key: Shape; readonly value: Shape }[] {
    return this.#checker
      .getIndexInfosOfType(site.type)
      .filter(({ keyType }) => !(keyType.flags & ts.TypeFlags.ESSymbolLike))
      .map(({ keyType, type, declaration }) => ({
        key:
          keyType.flags & ts.TypeFlags.Number
            ? ({ kind: 'string', constraints: [{ kind: 'pattern', value: numberNames }] } as const)
            : this.#structure({ ...site, type: keyType, node: undefined }),
        value: this.#part(site, type, declaration?.type, '[…]'),
      }))
  }

  #instance(site: Site, declaration: ts.ClassLikeDeclaration): Shape {
    const { type } = site
    const symbol = type.getSymbol()!
    const name = this.#view.ids.nameOf(symbol)
    const imported = this.#view.ids.importOf(symbol)
    const json = this.#jsonOf(type, symbol, site)
    const fault =
      imported === undefined
        ? `${name} is not exported, so nothing can make an instance of it`
        : json === undefined
          ? whyNotRevived(name, type, this.#checker)
          : undefined
    if (fault !== undefined) {
      return this.#impossible('class-cannot-be-revived', fault, declaration.name ?? declaration)
    }
    const members =
      json === undefined
        ? this.#checker.getPropertiesOfType(type).flatMap((each) => this.#member(each, site, true))
        : []
    return { kind: 'object', members, instance: { class: imported!, json } }
  }

  /** `static fromJSON(data: X): T` with `toJSON(): X`. */
  #jsonOf(type: ts.Type, symbol: ts.Symbol, site: Site): Shape | undefined {
    const toJson = this.#checker.getPropertyOfType(type, 'toJSON')
    const constructor = symbol.valueDeclaration
    const fromJson =
      constructor &&
      this.#checker.getPropertyOfType(
        this.#checker.getTypeOfSymbolAtLocation(symbol, constructor),
        'fromJSON',
      )
    const declaration = fromJson?.valueDeclaration
    if (toJson === undefined || declaration === undefined) return undefined
    if (!ts.isMethodDeclaration(declaration)) return undefined
    const [parameter] = declaration.parameters
    if (parameter === undefined) return undefined
    return this.#shapeAt({
      type: this.#checker.getTypeAtLocation(parameter),
      node: parameter.type,
      place: parameter,
      path: `${site.path}.toJSON()`,
      depth: site.depth + 1,
    })
  }

  #member(property: ts.Symbol, site: Site, isInstance: boolean): readonly MemberShape[] {
    const declaration = property.valueDeclaration ?? property.declarations?.[0]
    if (isInstance && property.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) return []
    if (isInstance && declaration && isAbstract(declaration)) return []
    const { name } = property
    // A symbol as a name: JSON knows none.
    if (name.startsWith('__@')) return []
    const path = `${site.path}.${name}`
    const place = declaration ?? site.place
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0
    const type = this.#checker.getTypeOfSymbolAtLocation(property, site.place)
    const node = declaration && typeNodeOf(declaration)
    const whole = this.#memberShape(
      {
        type,
        node: node !== undefined && this.#isMemberType(node, type, optional) ? node : undefined,
        place,
        path,
        depth: site.depth + 1,
      },
      declaration,
    )
    const shape = optional ? withoutUndefined(whole) : whole
    // `b?: never` only says that it is another member of the union that has a `b`.
    if (shape.kind === 'undefined') return []
    const documentation = declaration && documentationOf(declaration)
    const visibility = declaration !== undefined && isHidden(declaration) ? 'hidden' : 'public'
    return [
      {
        name,
        shape:
          name === '__proto__'
            ? this.#impossible(
                'type-cannot-cross-boundary',
                `${path} would change what the object is`,
                place,
              )
            : shape,
        optional,
        ...(optional && this.#saysUndefined(type) ? { orUndefined: true } : {}),
        visibility,
        ...(documentation === undefined ? {} : { documentation }),
      },
    ]
  }

  /** With `exactOptionalPropertyTypes`: what may be left out is another type than what may be `undefined`. */
  #saysUndefined(type: ts.Type): boolean {
    if (this.#view.program.getCompilerOptions().exactOptionalPropertyTypes !== true) return false
    return type.isUnion() && type.types.includes(this.#checker.getUndefinedType())
  }

  /** Without `exactOptionalPropertyTypes` the type of `name?: Email` has an `undefined` that its node has not. */
  #isMemberType(node: ts.TypeNode, type: ts.Type, optional: boolean): boolean {
    if (this.#isType(node, type)) return true
    if (!optional) return false
    const bare = (each: ts.Type) => this.#checker.getNonNullableType(each)
    return bare(this.#checker.getTypeFromTypeNode(node)) === bare(type)
  }

  #memberShape(site: Site, declaration: ts.Declaration | undefined): Shape {
    const tags = declaration === undefined ? [] : commentTags(declaration)
    if (tags.some((each) => each.name === 'json')) return { kind: 'json' }
    return this.#constrain(this.#shapeAt(site), tags)
  }

  // ─── constraints

  #constrained(shape: Shape, declarations: readonly ts.Declaration[]): Shape {
    // The innermost alias first: what stands nearer to the member has the last word.
    return [...declarations]
      .reverse()
      .reduce((inner, each) => this.#constrain(inner, commentTags(each)), shape)
  }

  #constrain(shape: Shape, tags: readonly CommentTag[]): Shape {
    return constrain(shape, tags, {
      root: this.#view.root,
      report: (each) => {
        this.#sink.report(each)
      },
      resolve: (each) => this.#sink.resolve(each),
    })
  }

  // ─── what cannot be

  #cannotCross(site: Site, what = `is of type ${this.#checker.typeToString(site.type)}`): Shape {
    const subject = site.path === '' ? 'The value' : site.path
    return this.#impossible('type-cannot-cross-boundary', `${subject} ${what}`, site.place)
  }

  #impossible(code: ImpossibleShape['code'], message: string, place: ts.Node): ImpossibleShape {
    const name = ts.isTypeNode(place)
      ? place
      : (ts.getNameOfDeclaration(place as ts.Declaration) ?? place)
    return { kind: 'impossible', code, message, location: locate(this.#view.root, name) }
  }

  #isType(node: ts.TypeNode, type: ts.Type): boolean {
    return this.#checker.getTypeFromTypeNode(node) === type
  }
}

const primitives =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike

/** `string`, as it is written or inferred: most members are, and asking for a name takes time. */
function isNameless({ type, node }: Site): boolean {
  const isPlain = type.flags & (primitives | ts.TypeFlags.Literal) && !type.aliasSymbol
  if (!isPlain || type.flags & ts.TypeFlags.EnumLike) return false
  return node === undefined || ts.isToken(node) || ts.isLiteralTypeNode(node)
}

/** TypeScript takes no plain value for one of it. */
function isNominal(type: ts.Type): boolean {
  const members = type.isUnion() ? type.types : [type]
  return members.some(
    (each) =>
      each.isIntersection() || each.flags & (ts.TypeFlags.EnumLike | ts.TypeFlags.TemplateLiteral),
  )
}

function classOf(type: ts.Type): ts.ClassLikeDeclaration | undefined {
  const symbol = type.getSymbol()
  if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Class)) return undefined
  return symbol.declarations?.find(ts.isClassLike)
}

function isHidden(declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return (ts.getCombinedModifierFlags(declaration) & hidden) !== 0
}

function isAbstract(declaration: ts.Declaration): boolean {
  return (
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0 &&
    !ts.isPropertyDeclaration(declaration)
  )
}

function elementNode(node: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isArrayTypeNode(node)) return node.elementType
  return ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined
}

function tupleNodes(node: ts.TypeNode): readonly ts.TypeNode[] | undefined {
  if (!ts.isTupleTypeNode(node)) return undefined
  return node.elements.map((each) => (ts.isNamedTupleMember(each) ? each.type : each))
}

function describe(ref: NamedType | ObjectType): string {
  return ref.kind === 'named' ? ref.name : 'The type'
}
