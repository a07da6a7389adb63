import type ts from '#typescript'
import type { TypeHandle, TypeRelations } from '../model/type-ref.js'
import { bareType } from './bare-type.js'
import type { ProgramView } from './program-view.js'
import type { Recipe } from './reading.js'

/** Numbers for types. They stay valid when files change: an older program's type is looked up again through its recipe. */
export class TypeHandles implements TypeRelations {
  readonly #entries = new Map<TypeHandle, Entry>()
  #next = 0
  #current: ProgramView | undefined

  /** The program whose types are compared from now on. */
  set current(view: ProgramView) {
    this.#current = view
  }

  add(view: ProgramView, type: ts.Type, recipe: Recipe): TypeHandle {
    const handle = this.#next++
    this.#entries.set(handle, { view, type, recipe })
    return handle
  }

  drop(handles: readonly TypeHandle[]): void {
    for (const each of handles) this.#entries.delete(each)
  }

  /** What cannot be found is let through: TypeScript itself checks the generated call. */
  assignable(from: TypeHandle, to: TypeHandle): boolean {
    const view = this.#current
    const source = this.#find(from)
    const target = this.#find(to)
    if (view === undefined || source === undefined || target === undefined) return true
    const wanted = bareType(target, view).type
    if (wanted === undefined) return true
    return bareType(source, view).members.every((each) =>
      view.checker.isTypeAssignableTo(each, wanted),
    )
  }

  #find(handle: TypeHandle): ts.Type | undefined {
    const entry = this.#entries.get(handle)
    const view = this.#current
    if (entry === undefined || view === undefined) return undefined
    if (entry.view !== view) {
      const type = entry.recipe(view)
      if (type === undefined) return undefined
      entry.type = type
      entry.view = view
    }
    return entry.type
  }
}

interface Entry {
  view: ProgramView
  type: ts.Type
  readonly recipe: Recipe
}
