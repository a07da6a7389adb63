import type ts from '#typescript'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { typeKey, type TypeHandle } from '../model/type-ref.js'
import type { ProgramView } from './program-view.js'
import type { Mention, Reading, Recipe } from './reading.js'
import type { TypeHandles } from './type-handles.js'

/** What was read from one file, or about one type: kept until a file it depends on changes. */
export class Unit implements Reading {
  readonly diagnostics: Diagnostic[] = []
  /** By key of the type. */
  readonly mentions = new Map<string, Mention>()
  readonly #view: ProgramView
  readonly #handles: TypeHandles
  readonly #own: TypeHandle[] = []

  constructor(view: ProgramView, handles: TypeHandles) {
    this.#view = view
    this.#handles = handles
  }

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic)
  }

  mention(mention: Mention): void {
    const key = typeKey(mention.ref)
    const known = this.mentions.get(key)
    this.mentions.set(key, {
      ...(known ?? mention),
      import: known?.import ?? mention.import,
      isValue: mention.isValue || known?.isValue === true,
    })
  }

  handle(type: ts.Type, recipe: Recipe): TypeHandle {
    const handle = this.#handles.add(this.#view, type, recipe)
    this.#own.push(handle)
    return handle
  }

  /** Nobody asks for its types any more. */
  discard(): void {
    this.#handles.drop(this.#own)
  }
}
