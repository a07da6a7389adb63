import type { NamedShape } from '../model/shape.js'
import type { TypeFacts } from '../model/type-facts.js'
import type { ImportRef, TypeId } from '../model/type-ref.js'
import { runtimePackage } from '../vocabulary.js'
import type { Unit } from './unit.js'

type Imports = ReadonlyMap<TypeId, ImportRef>

/** As the first file that names it imports it. */
export function spelledImports(units: readonly Unit[]): Imports {
  const imports = new Map<TypeId, ImportRef>()
  for (const unit of units) {
    for (const { ref, import: spelled } of unit.mentions.values()) {
      if (spelled === undefined || imports.has(ref.id) || isRuntime(ref.id)) continue
      imports.set(ref.id, spelled)
    }
  }
  return imports
}

/** Ours have one name, however they were imported. */
function isRuntime(id: TypeId): boolean {
  return id.startsWith(`${runtimePackage}#`)
}

/** Facts and shapes with those imports. What comes out is the same object as long as what went in is. */
export class Spelling {
  readonly #known = new WeakMap<object, { readonly spelled: ImportRef; readonly result: unknown }>()

  ofTypes(
    types: Readonly<Record<TypeId, TypeFacts>>,
    imports: Imports,
  ): Readonly<Record<TypeId, TypeFacts>> {
    return mapValues(types, (each) =>
      this.#recall(each, imports.get(each.id), (spelled) => ({ ...each, import: spelled })),
    )
  }

  ofShapes(
    shapes: Readonly<Record<string, NamedShape>>,
    imports: Imports,
  ): Readonly<Record<string, NamedShape>> {
    return mapValues(shapes, (each) => {
      const spelled = each.import && imports.get(each.key.replace(/<.*$/s, ''))
      return this.#recall(each, spelled, (found) => withImport(each, found))
    })
  }

  #recall<T extends object>(
    each: T,
    spelled: ImportRef | undefined,
    change: (spelled: ImportRef) => T,
  ): T {
    if (spelled === undefined) return each
    const known = this.#known.get(each)
    if (known?.spelled === spelled) return known.result as T
    const result = change(spelled)
    this.#known.set(each, { spelled, result })
    return result
  }
}

function withImport(named: NamedShape, spelled: ImportRef): NamedShape {
  const { shape } = named
  if (shape.kind !== 'object' || shape.instance === undefined) return { ...named, import: spelled }
  const instance = { ...shape.instance, class: spelled }
  return { ...named, import: spelled, shape: { ...shape, instance } }
}

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Readonly<Record<string, T>> {
  const changed: Record<string, T> = {}
  for (const key of Object.keys(record)) changed[key] = change(record[key]!)
  return changed
}
