import ts from '#typescript'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ImpossibleShape, Shape } from '../model/shape.js'
import { typeKey, type NamedType, type ObjectType, type TypeRef } from '../model/type-ref.js'
import { circularAlias } from './circular-alias.js'
import { commentTags, type CommentTag } from './comment-tags.js'
import { constrain } from './constraints.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { TypeReader } from './read-type.js'
import type { Mention } from './reading.js'
import { libraryShape } from './read-shape-library.js'
import { nothingIn, withNothing } from './read-shape-nothing.js'
import { primitives, structure } from './read-shape-structure.js'
import { aliasesOf } from './written-aliases.js'
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
export interface Site {
  readonly type: ts.Type
  /** How it is written there, when that is this very type. */
  readonly node: ts.TypeNode | undefined
  /** Where a diagnostic points. */
  readonly place: ts.Node
  /** `Order.total`, for messages. */
  readonly path: string
  readonly depth: number
}

/**
 * Reads one entry of the table of shapes. What is asked of a type where it stands is here; the files `read-shape-*.ts` say
 * which shape each kind of type has, and ask back.
 */
export class ShapeWalk {
  readonly view: ProgramView
  readonly checker: ts.TypeChecker
  readonly #entry: NamedEntry
  readonly #sink: ShapeSink

  constructor(view: ProgramView, entry: NamedEntry, sink: ShapeSink) {
    this.view = view
    this.checker = view.checker
    this.#entry = entry
    this.#sink = sink
  }

  read(): { readonly shape: Shape; readonly nominal: boolean } {
    const { ref, symbol, type, node } = this.#entry
    if (this.#isEndless()) {
      const place = symbol?.declarations?.[0] ?? node
      return {
        shape: this.impossible(
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
      node: body !== undefined && this.isType(body, type) ? body : undefined,
      place: body ?? node,
      path,
      depth: 0,
    }
    // What the language brings has its members in its own files, where nobody can change them.
    const isLibrary = symbol !== undefined && this.view.ids.isGlobal(symbol)
    const library = isLibrary ? libraryShape(this, symbol, site) : undefined
    const shape = library ?? structure(this, site)
    return {
      shape: alias === undefined ? shape : this.constrained(shape, [alias]),
      nominal: isNominal(type) && shape.kind !== 'object',
    }
  }

  typeArguments({ args }: NamedType): readonly Shape[] {
    const types = this.#argumentTypes()
    return args.map((_, index) => {
      const type = types[index]
      if (type === undefined) return { kind: 'json' }
      const { node } = this.#entry
      return this.shapeAt({ type, node: undefined, place: node, path: '', depth: 0 })
    })
  }

  #argumentTypes(): readonly ts.Type[] {
    const { type, symbol } = this.#entry
    if (type.aliasSymbol !== undefined && type.aliasSymbol === symbol) {
      return type.aliasTypeArguments ?? []
    }
    return 'target' in type ? this.checker.getTypeArguments(type as ts.TypeReference) : []
  }

  /** The same generic type, in itself, in itself: nobody nests data so deep on purpose. */
  #isEndless(): boolean {
    const { parents, ref } = this.#entry
    return ref.kind === 'named' && parents.filter((each) => each === ref.id).length > 6
  }

  // ─── a type where it stands: by name, if it has one

  shapeAt(site: Site): Shape {
    const { type } = site
    if (site.depth > 40) {
      return this.impossible('infinite-type', `${site.path} has no end`, site.place)
    }
    const nothing = nothingIn(type)
    if (nothing.length > 0 && circularAlias(type, this.view) === undefined) {
      return withNothing(this, site, nothing)
    }

    if (isNameless(site)) return structure(this, site)

    const { ref, mention } = this.#nameOf(site)
    if (ref.kind !== 'named' || mention?.symbol === undefined) {
      return this.constrained(structure(this, site), aliasesOf(site.node, undefined, this.checker))
    }
    const { symbol } = mention
    if (type.flags & ts.TypeFlags.EnumLiteral && !type.isUnion()) return structure(this, site)
    const library = this.view.ids.isGlobal(symbol) ? libraryShape(this, symbol, site) : undefined
    if (library !== undefined) return library

    if (this.view.runtime.knownName(symbol) === 'UploadedFile') return { kind: 'file' }

    const key = typeKey(ref)
    const { ref: own, parents } = this.#entry
    this.#sink.enqueue(key, {
      ref,
      symbol,
      // Of `Readonly<Account>`, Account.
      type: mention.type,
      node: mention.node,
      parents: own.kind === 'named' && own.args.length > 0 ? [...parents, own.id] : [],
    })
    return this.constrained({ kind: 'ref', key }, aliasesOf(site.node, symbol, this.checker))
  }

  #nameOf(site: Site): { readonly ref: TypeRef; readonly mention: Mention | undefined } {
    const mentions: Mention[] = []
    const reader = new TypeReader(this.view, {
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

  part(site: Site, type: ts.Type, node: ts.TypeNode | undefined, name: string): Shape {
    const isWritten = node !== undefined && this.isType(node, type)
    return this.shapeAt({
      type,
      node: isWritten ? node : undefined,
      place: isWritten ? node : site.place,
      path: name === '' ? site.path : `${site.path}.${name}`,
      depth: site.depth + 1,
    })
  }

  // ─── objects

  // ─── constraints

  constrained(shape: Shape, declarations: readonly ts.Declaration[]): Shape {
    // The innermost alias first: what stands nearer to the member has the last word.
    return [...declarations]
      .reverse()
      .reduce((inner, each) => this.constrain(inner, commentTags(each)), shape)
  }

  constrain(shape: Shape, tags: readonly CommentTag[]): Shape {
    return constrain(shape, tags, {
      root: this.view.root,
      report: (each) => {
        this.#sink.report(each)
      },
      resolve: (each) => this.#sink.resolve(each),
    })
  }

  // ─── what cannot be

  cannotCross(site: Site, what = `is of type ${this.checker.typeToString(site.type)}`): Shape {
    const subject = site.path === '' ? 'The value' : site.path
    return this.impossible('type-cannot-cross-boundary', `${subject} ${what}`, site.place)
  }

  impossible(code: ImpossibleShape['code'], message: string, place: ts.Node): ImpossibleShape {
    const name = ts.isTypeNode(place)
      ? place
      : (ts.getNameOfDeclaration(place as ts.Declaration) ?? place)
    return { kind: 'impossible', code, message, location: locate(this.view.root, name) }
  }

  isType(node: ts.TypeNode, type: ts.Type): boolean {
    return this.checker.getTypeFromTypeNode(node) === type
  }
}

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

function describe(ref: NamedType | ObjectType): string {
  return ref.kind === 'named' ? ref.name : 'The type'
}
