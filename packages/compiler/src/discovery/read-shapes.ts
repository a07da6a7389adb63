import ts from '#typescript'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { NamedShape, Shape } from '../model/shape.js'
import { typeKey, type NamedType, type ObjectType } from '../model/type-ref.js'
import { documentationOf } from './documentation.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { ShapeWalk, type NamedEntry } from './read-shape.js'
import type { ShapeReader } from './shape-reader.js'
import { nameOfPlace } from './read-shape-name.js'
import { readSchema } from './read-schema.js'

/** Reads shapes of what was asked for, and of everything those refer to. */
export function readShapes(view: ProgramView): ShapeReader {
  return new ShapeReading(view)
}

class ShapeReading implements ShapeReader {
  readonly #view: ProgramView
  readonly #entries = new Map<string, NamedEntry>()
  readonly #shapes = new Map<string, NamedShape>()
  readonly #diagnostics: Diagnostic[] = []

  constructor(view: ProgramView) {
    this.#view = view
  }

  require(
    type: ts.Type,
    ref: NamedType | ObjectType,
    node: ts.Node,
    symbol: ts.Symbol | undefined,
  ): void {
    const key = typeKey(ref)
    if (this.#entries.has(key)) return
    this.#entries.set(key, { ref, symbol, type, node, parents: [] })
  }

  get shapes(): Readonly<Record<string, NamedShape>> {
    this.#readAll()
    return Object.fromEntries([...this.#shapes].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  get diagnostics(): readonly Diagnostic[] {
    this.#readAll()
    return this.#diagnostics
  }

  #readAll(): void {
    // Entries that are met on the way are appended, and read in their turn.
    for (const [key, entry] of this.#entries) {
      if (!this.#shapes.has(key)) this.#shapes.set(key, this.#read(key, entry))
    }
  }

  #read(key: string, entry: NamedEntry): NamedShape {
    const { ref, symbol, node } = entry
    const walk = this.#walk(entry, (each) => this.#diagnostics.push(each))
    const { shape, nominal } = walk.read()
    const declaration = symbol?.declarations?.[0]
    const documentation = declaration && documentationOf(declaration)
    const schema =
      symbol &&
      readSchema(symbol, entry.type, this.#view, (input) => this.#inputShape(input, entry))
    return {
      key,
      name: ref.kind === 'named' ? ref.name : nameOfPlace(node),
      import: symbol === undefined ? undefined : this.#view.ids.importOf(symbol),
      typeArguments: ref.kind === 'named' ? walk.typeArguments(ref) : [],
      shape,
      nominal,
      ...(documentation === undefined ? {} : { documentation }),
      ...(schema === undefined ? {} : { schema }),
      location: locate(
        this.#view.root,
        (declaration && ts.getNameOfDeclaration(declaration)) ?? declaration ?? node,
      ),
    }
  }

  #walk(entry: NamedEntry, report: (each: Diagnostic) => void): ShapeWalk {
    return new ShapeWalk(this.#view, entry, {
      enqueue: (key, inner) => {
        if (!this.#entries.has(key)) this.#entries.set(key, inner)
      },
      report,
      resolve: (shape) => this.#resolve(shape),
    })
  }

  /** Read by nobody but the schema: what cannot cross in it is the schema's affair. */
  #inputShape(type: ts.Type, entry: NamedEntry): Shape {
    const site = { type, node: undefined, place: entry.node, path: '', depth: 0 }
    return this.#walk(entry, () => undefined).shapeAt(site)
  }

  /** Constraints of a member are asked of what its type is, so that is read at once. */
  #resolve(shape: Shape): Shape {
    if (shape.kind !== 'ref') return shape
    let read = this.#shapes.get(shape.key)
    if (read === undefined) {
      const entry = this.#entries.get(shape.key)
      if (entry === undefined) return shape
      read = this.#read(shape.key, entry)
      this.#shapes.set(shape.key, read)
    }
    return this.#resolve(read.shape)
  }
}
