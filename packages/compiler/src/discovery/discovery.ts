import { diagnostic, sortDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, ProjectModel } from '../model/application-model.js'
import type { MessagingModel } from '../model/messaging-model.js'
import type { NamedRequest } from '../model/named-exports.js'
import { typeKey, type NamedType, type TypeId, type TypeRelations } from '../model/type-ref.js'
import { checkMessages } from './check-messages.js'
import { combineHandlers } from './combine-handlers.js'
import { locate } from './locate.js'
import { messagesOf } from './messages.js'
import type { ProgramView } from './program-view.js'
import { readFile, type ReadFile } from './read-file.js'
import { readNamed, type ReadNamed } from './read-named.js'
import type { MakeShapeReader } from './shape-reader.js'
import { Spelling, spelledImports } from './spelled-imports.js'
import { StoredTypes } from './stored-types.js'
import { TypeHandles } from './type-handles.js'
import { TypeTable } from './type-table.js'
import { Unit } from './unit.js'
import type { Affected } from './import-graph.js'

export interface Found {
  readonly application: ApplicationModel
  readonly relations: TypeRelations
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads the included files of a program, and keeps what it read: of the next program only files are read that a change can
 * have affected.
 */
export class Discovery {
  readonly #handles = new TypeHandles()
  readonly #files = new Map<string, ReadFile>()
  readonly #named = new Map<string, ReadNamed>()
  readonly #types = new TypeTable(this.#handles)
  readonly #stored = new StoredTypes(this.#handles)
  readonly #spelling = new Spelling()
  #ownClasses: ReadonlySet<TypeId> = new Set()
  readonly #makeShapeReader: MakeShapeReader
  readonly #project: ProjectModel
  readonly #messaging: MessagingModel | undefined

  constructor(
    project: ProjectModel,
    makeShapeReader: MakeShapeReader,
    messaging: MessagingModel | undefined,
  ) {
    this.#messaging = messaging
    this.#project = project
    this.#makeShapeReader = makeShapeReader
  }

  forget(affected: Affected, toRelative: (file: string) => string): void {
    const isAffected = affected === 'everything' ? () => true : (file: string) => affected.has(file)
    for (const [file, { unit }] of this.#files) {
      if (!isAffected(file)) continue
      unit.discard()
      this.#files.delete(file)
    }
    for (const [key, { unit, files }] of this.#named) {
      if (!files.some(isAffected)) continue
      unit.discard()
      this.#named.delete(key)
    }
    const relative = affected === 'everything' ? affected : new Set([...affected].map(toRelative))
    this.#types.forget(relative)
    this.#stored.forget(relative)
  }

  /** `included`: absolute, sorted. `named`: what policies name. */
  discover(
    view: ProgramView,
    included: readonly string[],
    named: readonly NamedRequest[] = [],
  ): Found {
    this.#handles.current = view
    const files = included.flatMap((each) => this.#read(each, view) ?? [])
    const stored = this.#stored.collect(
      files.flatMap((each) => each.stored),
      view,
    )
    if (!sameSet(stored.ownClasses, this.#ownClasses)) {
      // What is stored is data, and so is what contains it: types that were read before are read in another light.
      const isFirst = this.#types.isEmpty
      this.#ownClasses = stored.ownClasses
      if (!isFirst) {
        this.forget('everything', () => '')
        return this.discover(view, included, named)
      }
    }
    this.#types.begin(view, stored.ownClasses, this.#makeShapeReader(view))
    const readNames = named.flatMap((each) => this.#readNamed(each, view) ?? [])
    const units = [...[...files, ...readNames].map((each) => each.unit), ...stored.units]
    const { types, shapes, diagnostics, factUnits } = this.#types.collect(units)
    const imports = spelledImports([...units, ...factUnits])

    const endpoints = files.flatMap((each) => each.endpoints)
    const { handlers: received, notMessages } = checkMessages(
      files.flatMap((each) => each.handlers),
      types,
    )
    const { events } = stored
    const processes = files.flatMap((each) => each.processes)
    const marked = files.flatMap((each) => each.marked)
    const replies = new Set(files.flatMap((each) => each.replies))
    const found = messagesOf({
      endpoints,
      handlers: received,
      processes,
      marked,
      replies,
      events,
      types,
      shapes,
    })
    return {
      application: {
        project: this.#project,
        endpoints,
        handlers: combineHandlers(received.filter((each) => isAmong(found.messages, each.message))),
        messages: found.messages,
        documents: stored.documents,
        aggregates: stored.aggregates,
        events,
        processes,
        queries: files.flatMap((each) => each.queries),
        ...(this.#messaging === undefined ? {} : { messaging: this.#messaging }),
        types: this.#spelling.ofTypes(types, imports),
        shapes: this.#spelling.ofShapes(shapes, imports),
        classes: classesOf(readNames),
      },
      relations: this.#handles,
      diagnostics: sortDiagnostics(
        once([
          ...runtimeMissing(view, included),
          ...units.flatMap((each) => each.diagnostics),
          ...factUnits.flatMap((each) => each.diagnostics),
          ...stored.diagnostics,
          ...whatNobodyInherits(files),
          ...notMessages,
          ...found.diagnostics,
          ...diagnostics,
        ]),
      ),
    }
  }

  #readNamed(request: NamedRequest, view: ProgramView): ReadNamed | undefined {
    const key = `${request.as} ${request.file}#${request.name}`
    const known = this.#named.get(key)
    if (known !== undefined) return known
    const read = readNamed(request, view, this.#handles)
    if (read !== undefined) this.#named.set(key, read)
    return read
  }

  #read(file: string, view: ProgramView): ReadFile | undefined {
    let read = this.#files.get(file)
    if (read === undefined) {
      const source = view.program.getSourceFile(file)
      if (source === undefined) return undefined
      read = readFile(source, view, new Unit(view, this.#handles))
      this.#files.set(file, read)
    }
    return read
  }
}

function classesOf(named: readonly ReadNamed[]): ApplicationModel['classes'] {
  return Object.fromEntries(
    named.flatMap((each) => (each.class ? [[each.class.type.id, each.class]] : [])),
  )
}

function isAmong(messages: ApplicationModel['messages'], type: NamedType): boolean {
  return messages.some((each) => typeKey(each.type) === typeKey(type))
}

function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each))
}

function whatNobodyInherits(files: readonly ReadFile[]): readonly Diagnostic[] {
  const extended = new Set(files.flatMap((each) => each.extended))
  return files
    .flatMap((each) => each.inheritable)
    .flatMap(({ owner, diagnostics }) => (extended.has(owner) ? [] : diagnostics))
}

/** Reported once, at the first import of it. */
function runtimeMissing(view: ProgramView, included: readonly string[]): readonly Diagnostic[] {
  if (view.runtime.isResolved) return []
  for (const file of included) {
    const source = view.program.getSourceFile(file)
    const statement = source?.statements.find((each) =>
      /^(import|export)\b[^;]*?from\s*['"]@critter\/runtime['"]/.test(each.getText(source)),
    )
    if (statement === undefined) continue
    const message = '@critter/runtime is imported, but cannot be found'
    return [diagnostic('runtime-not-found', locate(view.root, statement), { message })]
  }
  return []
}

function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter((each) => {
    const key = JSON.stringify([each.code, each.location, each.message])
    return !seen.has(key) && seen.add(key)
  })
}
