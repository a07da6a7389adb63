import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { NamedShape } from '../model/shape.js'
import type { TypeFacts } from '../model/type-facts.js'
import type { NamedType, TypeId } from '../model/type-ref.js'
import { Natures } from './nature.js'
import type { ProgramView } from './program-view.js'
import { readFacts } from './read-facts.js'
import type { Mention } from './reading.js'
import type { ShapeReader } from './shape-reader.js'
import type { TypeHandles } from './type-handles.js'
import { Unit } from './unit.js'

/** Facts and shapes of the types that were named, read once each and kept until their files change. */
export class TypeTable {
  readonly #handles: TypeHandles
  readonly #facts = new Map<TypeId, { readonly facts: TypeFacts; readonly unit: Unit }>()
  readonly #shapes = new Map<string, NamedShape>()
  #shapeDiagnostics: readonly Diagnostic[] = []
  #view: ProgramView | undefined
  #natures: Natures | undefined
  #shapeReader: ShapeReader | undefined

  constructor(handles: TypeHandles) {
    this.#handles = handles
  }

  get isEmpty(): boolean {
    return this.#facts.size === 0
  }

  /** `stored`: documents, aggregates and events that are no `Data`. */
  begin(view: ProgramView, stored: ReadonlySet<TypeId>, shapeReader: ShapeReader): void {
    this.#natures = new Natures(view, stored)
    this.#view = view
    this.#shapeReader = shapeReader
  }

  /** Files relative to the root. */
  forget(affected: ReadonlySet<string> | 'everything'): void {
    if (affected === 'everything') {
      this.#facts.clear()
      this.#shapes.clear()
      this.#shapeDiagnostics = []
      return
    }
    for (const [id, { facts, unit }] of this.#facts) {
      if (!affected.has(facts.location.file)) continue
      unit.discard()
      this.#facts.delete(id)
    }
    for (const [key, shape] of this.#shapes) {
      if (affected.has(shape.location.file) || names(key, affected)) this.#shapes.delete(key)
    }
    this.#shapeDiagnostics = this.#shapeDiagnostics.filter(
      (each) => !affected.has(each.location.file),
    )
  }

  /** What the units mention, what that mentions, and so on. */
  collect(units: readonly Unit[]): {
    readonly types: Readonly<Record<TypeId, TypeFacts>>
    readonly shapes: Readonly<Record<string, NamedShape>>
    readonly diagnostics: readonly Diagnostic[]
    readonly factUnits: readonly Unit[]
  } {
    const types = new Map<TypeId, TypeFacts>()
    const keys = new Set<string>()
    const factUnits: Unit[] = []
    const queue = [...units]
    for (const unit of queue) {
      for (const [key, mention] of unit.mentions) {
        const entry = this.#factsOf(mention)
        if (entry !== undefined && !types.has(entry.facts.id)) {
          types.set(entry.facts.id, entry.facts)
          factUnits.push(entry.unit)
          queue.push(entry.unit)
        }
        if (!mention.isValue || (entry !== undefined && entry.facts.nature !== 'data')) continue
        keys.add(key)
        if (!this.#shapes.has(key)) {
          this.#shapeReader?.require(mention.type, mention.ref, mention.node, mention.symbol)
        }
      }
    }
    this.#takeShapes()
    return {
      types: sorted(types),
      shapes: sorted(reachable(keys, this.#shapes)),
      diagnostics: this.#shapeDiagnostics,
      factUnits,
    }
  }

  #factsOf(mention: Mention): { readonly facts: TypeFacts; readonly unit: Unit } | undefined {
    const { ref, symbol } = mention
    if (!isNamed(ref) || symbol === undefined) return undefined
    const known = this.#facts.get(ref.id)
    if (known !== undefined) return known
    const unit = new Unit(this.#view!, this.#handles)
    const facts = readFacts({ ...mention, ref, symbol }, this.#natures!, this.#view!, unit)
    const entry = { facts, unit }
    this.#facts.set(ref.id, entry)
    return entry
  }

  #takeShapes(): void {
    const { shapes = {}, diagnostics = [] } = this.#shapeReader ?? {}
    for (const [key, shape] of Object.entries(shapes)) this.#shapes.set(key, shape)
    this.#shapeDiagnostics = [...this.#shapeDiagnostics, ...diagnostics]
    this.#shapeReader = undefined
  }
}

function isNamed(ref: Mention['ref']): ref is NamedType {
  return ref.kind === 'named'
}

/** Whether the key of a type speaks of one of the files: `src/page.ts#Page<src/todo.ts#Todo>`. */
function names(key: string, files: ReadonlySet<string>): boolean {
  for (const file of files) {
    const at = key.indexOf(`${file}#`)
    if (at === 0 || (at > 0 && /[\s<(|&,[:]/.test(key.charAt(at - 1)))) return true
  }
  return false
}

function reachable(
  keys: ReadonlySet<string>,
  shapes: ReadonlyMap<string, NamedShape>,
): ReadonlyMap<string, NamedShape> {
  const found = new Map<string, NamedShape>()
  const queue = [...keys]
  for (const key of queue) {
    const shape = shapes.get(key)
    if (shape === undefined || found.has(key)) continue
    found.set(key, shape)
    collectRefs(shape.shape, queue)
    for (const each of shape.typeArguments) collectRefs(each, queue)
  }
  return found
}

/** Keys that a shape refers to, wherever they stand in it. */
function collectRefs(value: unknown, into: string[]): void {
  if (Array.isArray(value)) {
    for (const each of value) collectRefs(each, into)
    return
  }
  if (typeof value !== 'object' || value === null) return
  if ('kind' in value && value.kind === 'ref' && 'key' in value && typeof value.key === 'string') {
    into.push(value.key)
    return
  }
  for (const each of Object.values(value)) collectRefs(each, into)
}

function sorted<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)))
}
