import type ts from '#typescript'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { AggregateModel } from '../model/aggregate-model.js'
import type { DocumentModel, EventModel } from '../model/application-model.js'
import type { TypeId } from '../model/type-ref.js'
import type { StoredUse } from './document-uses.js'
import { duplicateNames, type Named } from './duplicate-names.js'
import { relativePath } from './locate.js'
import { extendsData } from './nature.js'
import type { ProgramView } from './program-view.js'
import { readAggregate, readEvent, type DeclaredAggregate } from './read-aggregate.js'
import { readDocument } from './read-document.js'
import type { TypeHandles } from './type-handles.js'
import { Unit } from './unit.js'

/** Documents, aggregates and events of the whole program, read once each and kept until their files change. */
export class StoredTypes {
  readonly #handles: TypeHandles
  readonly #documents = new Map<TypeId, Entry<DocumentModel>>()
  readonly #aggregates = new Map<TypeId, Entry<DeclaredAggregate>>()
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
      aggregates: modelsOf(aggregates).map((each) => withUses(each, uses, view)),
      events: modelsOf(events),
    }
    const all = [...documents, ...aggregates, ...events]
    return {
      ...models,
      units: all.map((each) => each.unit),
      ownClasses: new Set(all.flatMap(({ id, isData }) => (isData ? [] : [id]))),
      diagnostics: [
        ...duplicateNames(models.documents, 'duplicate-document-name', 'document'),
        ...duplicateNames(models.aggregates, 'duplicate-message-name', 'stream'),
        ...duplicateNames(models.events, 'duplicate-message-name', 'event'),
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

/** What is done with its streams anywhere. */
function withUses(
  aggregate: DeclaredAggregate,
  uses: readonly StoredUse[],
  { ids }: ProgramView,
): AggregateModel {
  const own = uses.filter(
    (each) => each.kind === 'aggregate' && ids.idOf(each.symbol) === aggregate.type.id,
  )
  return {
    ...aggregate,
    isWritten: own.some((each) => each.writes === true),
    isStarted: own.some((each) => each.starts === true),
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

function modelsOf<M extends Named>(entries: ReadonlySet<Entry<M>>): readonly M[] {
  return [...entries]
    .flatMap(({ model }) => model ?? [])
    .sort((a, b) => (a.type.id < b.type.id ? -1 : 1))
}
