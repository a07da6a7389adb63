import type ts from '#typescript'
import type { DiagnosticCode } from '../diagnostics/catalog.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { AggregateModel, DocumentModel, EventModel } from '../model/application-model.js'
import type { SourceLocation } from '../model/source-location.js'
import type { NamedType, TypeId } from '../model/type-ref.js'
import type { StoredUse } from './document-uses.js'
import { relativePath } from './locate.js'
import { extendsData } from './nature.js'
import type { ProgramView } from './program-view.js'
import { readAggregate, readEvent } from './read-aggregate.js'
import { readDocument } from './read-document.js'
import type { TypeHandles } from './type-handles.js'
import { Unit } from './unit.js'

/** Documents, aggregates and events of the whole program, read once each and kept until their files change. */
export class StoredTypes {
  readonly #handles: TypeHandles
  readonly #documents = new Map<TypeId, Entry<DocumentModel>>()
  readonly #aggregates = new Map<TypeId, Entry<AggregateModel>>()
  readonly #events = new Map<TypeId, Entry<EventModel>>()

  constructor(handles: TypeHandles) {
    this.#handles = handles
  }

  /** Files relative to the root. */
  forget(affected: ReadonlySet<string> | 'everything'): void {
    for (const entries of [this.#documents, this.#aggregates, this.#events]) {
      for (const [id, { file, unit }] of entries) {
        if (affected !== 'everything' && !affected.has(file)) continue
        unit.discard()
        entries.delete(id)
      }
    }
  }

  collect(uses: readonly StoredUse[], view: ProgramView): Collected {
    const used = (kind: StoredUse['kind']) =>
      uses.filter((each) => each.kind === kind).map((each) => each.symbol)
    const read = <M>(entries: Map<TypeId, Entry<M>>, symbols: readonly ts.Symbol[], how: Read<M>) =>
      new Set(symbols.map((each) => this.#entry(entries, each, view, how)))

    const documents = read(this.#documents, used('document'), readDocument)
    const aggregates = read(this.#aggregates, used('aggregate'), readAggregate)
    const applied = [...aggregates].flatMap((each) => each.events)
    const events = read(this.#events, [...applied, ...used('event')], readEvent)
    const models = {
      documents: modelsOf(documents),
      aggregates: modelsOf(aggregates),
      events: modelsOf(events),
    }
    const all = [...documents, ...aggregates, ...events]
    return {
      ...models,
      units: all.map((each) => each.unit),
      ownClasses: new Set(all.flatMap(({ id, isData }) => (isData ? [] : [id]))),
      diagnostics: [
        ...duplicates(models.documents, 'duplicate-document-name', 'document'),
        ...duplicates(models.aggregates, 'duplicate-message-name', 'stream'),
        ...duplicates(models.events, 'duplicate-message-name', 'event'),
      ],
    }
  }

  #entry<M>(
    entries: Map<TypeId, Entry<M>>,
    symbol: ts.Symbol,
    view: ProgramView,
    how: Read<M>,
  ): Entry<M> {
    const id = view.ids.idOf(symbol)
    const known = entries.get(id)
    if (known !== undefined) return known
    const unit = new Unit(view, this.#handles)
    const source = symbol.declarations?.[0]?.getSourceFile()
    const file = source === undefined ? '' : relativePath(view.root, source.fileName)
    const isData = extendsData(view.checker.getDeclaredTypeOfSymbol(symbol), view)
    const entry: Entry<M> = { ...how(symbol, view, unit), id, isData, unit, file }
    entries.set(id, entry)
    return entry
  }
}

export interface Collected {
  readonly documents: readonly DocumentModel[]
  readonly aggregates: readonly AggregateModel[]
  readonly events: readonly EventModel[]
  readonly units: readonly Unit[]
  /** Those that do not extend `Data`: data all the same, because they are stored. */
  readonly ownClasses: ReadonlySet<TypeId>
  readonly diagnostics: readonly Diagnostic[]
}

interface ReadStored<M> {
  readonly model: M | undefined
  /** Of an aggregate: what it applies. */
  readonly events: readonly ts.Symbol[]
}
interface Entry<M> extends ReadStored<M> {
  readonly id: TypeId
  readonly isData: boolean
  readonly unit: Unit
  readonly file: string
}
type Read<M> = (symbol: ts.Symbol, view: ProgramView, unit: Unit) => ReadStored<M>

interface Stored {
  readonly type: NamedType
  readonly name: string
  readonly location: SourceLocation
}

function modelsOf<M extends Stored>(entries: ReadonlySet<Entry<M>>): readonly M[] {
  return [...entries]
    .flatMap(({ model }) => model ?? [])
    .sort((a, b) => (a.type.id < b.type.id ? -1 : 1))
}

/** Reported at each of them, with the others as notes. */
function duplicates(
  models: readonly Stored[],
  code: DiagnosticCode,
  what: string,
): readonly Diagnostic[] {
  const byName = new Map<string, Stored[]>()
  for (const each of models) {
    const same = byName.get(each.name)
    if (same === undefined) byName.set(each.name, [each])
    else same.push(each)
  }
  return models.flatMap((each) => {
    const others = byName.get(each.name)!.filter((other) => other !== each)
    if (others.length === 0) return []
    const names = others.map((other) => other.type.name).join(', ')
    return [
      diagnostic(code, each.location, {
        message: `The ${what} name "${each.name}" belongs to ${each.type.name} and to ${names}`,
        notes: others.map(
          ({ type, location }) => `${type.name}: ${location.file}:${location.line}`,
        ),
      }),
    ]
  })
}
