import type { EventMetadata } from '../core/event-metadata.js'
import type { IdOf, Type } from '../core/type.js'
import { InvalidValueError } from '../errors.js'
import type { EventWriter } from '../events/event-writer.js'
import { PendingEvents } from '../events/pending-events.js'
import { SessionEvents } from '../events/session-events.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import type { Row } from '../postgres/flush.js'
import { outOfRange } from '../postgres/sqlstate.js'
import { StatementError } from '../postgres/statement-error.js'
import { ReadBatch } from '../postgres/read-batch.js'
import { commitUnit } from '../postgres/unit-of-work.js'
import type { UnitPart } from '../postgres/unit-part.js'
import { documentCommands, planWrite, revisionAfter } from './document-commands.js'
import type { DocumentTable } from './document-table.js'
import { firstRevision } from './first-revision.js'
import { incompleteDocument, IncompleteRow } from './incomplete-row.js'
import { PendingDocuments, type Expectation } from './pending-documents.js'
import { PgQueryBuilder, type QueryRunner } from './pg-query-builder.js'
import type { QueryBuilder } from './query-builder.js'
import type { AnyQueryStatements, ReadDocument } from './query-plan.js'
import type { CompiledListQuery, CompiledQuery } from './queryable.js'
import { missing, SeenRevisions } from './seen-revisions.js'
import type { DocumentSession } from './sessions.js'
import type { StoreParts } from './store-parts.js'

/** One tenant's view of the store, and one unit of work after the other. */
export class PgDocumentSession implements DocumentSession {
  readonly events: EventWriter
  readonly #parts: StoreParts
  readonly #tenant: string
  readonly #metadata: () => EventMetadata
  readonly #reads: ReadBatch
  readonly #part: UnitPart | undefined
  readonly #seen = new SeenRevisions()
  #documents: PendingDocuments | undefined
  #events: PendingEvents | undefined
  #saving: Promise<void> | undefined

  constructor(parts: StoreParts, tenant: string, metadata: () => EventMetadata, part?: UnitPart) {
    this.#metadata = metadata
    this.#parts = parts
    this.#tenant = tenant
    this.#part = part
    this.#reads = new ReadBatch(parts.pool)
    this.events = new SessionEvents({
      tenant,
      reads: this.#reads,
      registry: parts.events,
      pending: () => (this.#events ??= new PendingEvents(parts.events)),
    })
  }

  async load<T extends object>(type: Type<T>, id: IdOf<T>): Promise<T | null> {
    const table = this.#parts.documents.tableOf(type)
    const key = table.encodeId(id)
    const command = { statement: table.load, values: [this.#tenant, key] }
    return this.#reads.read(command, ([row]) => {
      if (row !== undefined) return this.#revive(table, key, row)
      this.#seen.see(table, key, missing)
      return null
    })
  }

  async loadMany<T extends object>(type: Type<T>, ids: Iterable<IdOf<T>>): Promise<readonly T[]> {
    const table = this.#parts.documents.tableOf(type)
    const keys = [...new Set(Array.from(ids, (id) => table.encodeId(id)))]
    if (keys.length === 0) return []
    const command = { statement: table.loadMany, values: [this.#tenant, arrayLiteral(keys)] }
    return this.#reads.read(command, (rows) => {
      const found = rows.map((row) => this.#revive(table, keys[Number(row[2]) - 1]!, row))
      // What was found is known by now, so this is what was not.
      for (const key of keys) this.#seen.see(table, key, missing)
      return found
    })
  }

  query<Out>(query: CompiledListQuery<never, Out>): Promise<readonly Out[]>
  query<Out>(query: CompiledQuery<never, Out>): Promise<Out>
  query<T extends object>(type: Type<T>): QueryBuilder<T>
  query(asked: object): unknown {
    if (typeof asked !== 'function') return this.#runCompiled(asked)
    return new PgQueryBuilder(this.#parts.documents.tableOf(asked), this.#runner)
  }

  async #runCompiled(query: object): Promise<unknown> {
    const plan = this.#parts.queries.planOf(query)
    return this.#ask(plan, query, (rows) => plan.read(rows, this.#readDocument))
  }

  /** What a compiled query answers, as JSON; `undefined` where its plan has no statement for that. */
  async queryJson(query: object): Promise<string | null | undefined> {
    const plan = this.#parts.queries.planOf(query)
    const { json } = plan
    if (json === undefined) return undefined
    try {
      return await this.#ask(json, query, json.read)
    } catch (error) {
      if (!(error instanceof IncompleteRow)) throw error
      throw await incompleteDocument(query, this.#parts.documents, (look) =>
        this.#ask(plan, query, (rows) => plan.read(rows, look)),
      )
    }
  }

  async #ask<T>(
    plan: AnyQueryStatements,
    query: object,
    read: (rows: readonly Row[]) => T,
  ): Promise<T> {
    const command = this.#parts.queries.commandOf(plan, query, this.#tenant)
    try {
      return await this.#reads.read(command, read)
    } catch (error) {
      if (!(error instanceof StatementError) || error.sqlState !== outOfRange) throw error
      throw new InvalidValueError(
        `${query.constructor.name}: a number is computed that is too large or too small for a float8.`,
        { cause: error },
      )
    }
  }

  readonly #readDocument: ReadDocument = (type, data, revision) => {
    const table = this.#parts.documents.tableOf(type)
    const document = table.mapping.revive(JSON.parse(data)) as object
    this.#seen.see(table, table.keyOf(document), Number(revision))
    return document
  }

  store<T extends object>(type: Type<T>, document: NoInfer<T>): void {
    this.#write(type, document, 'nothing')
  }

  insert<T extends object>(type: Type<T>, document: NoInfer<T>): void {
    this.#write(type, document, 'missing')
  }

  update<T extends object>(type: Type<T>, document: NoInfer<T>): void {
    this.#write(type, document, 'present')
  }

  delete<T extends object>(type: Type<T>, id: IdOf<T>): void {
    const table = this.#parts.documents.tableOf(type)
    this.#pending.write(table, table.encodeId(id), 'nothing', null)
  }

  async saveChanges(): Promise<void> {
    // One after the other: the second unit may rest on what the first has written.
    while (this.#saving !== undefined) await this.#saving.catch(() => {})
    const isEmpty = this.#documents === undefined && this.#events === undefined
    if (isEmpty && this.#part === undefined) return
    this.#saving = this.#save()
    try {
      await this.#saving
    } finally {
      this.#saving = undefined
    }
  }

  async #save(): Promise<void> {
    const now = this.#parts.clock.now().toISOString()
    const first = firstRevision()
    const writes =
      this.#documents?.inOrder().map((each) => planWrite(each, this.#seen, first)) ?? []
    const events = this.#events
    this.#documents = undefined
    this.#events = undefined
    try {
      await commitUnit(this.#parts.pool, [
        ...(events?.locks(this.#tenant) ?? []),
        ...(this.#part?.before() ?? []),
        ...(events?.commands({ tenant: this.#tenant, now, metadata: this.#metadata }) ?? []),
        ...documentCommands(writes, this.#tenant, now),
        ...(this.#part?.after() ?? []),
      ])
    } catch (error) {
      this.#seen.nextUnit([])
      this.#part?.failed(error)
      throw error
    }
    this.#part?.committed()
    this.#seen.nextUnit(writes.map((write) => ({ ...write, revision: revisionAfter(write) })))
  }

  get #pending(): PendingDocuments {
    return (this.#documents ??= new PendingDocuments())
  }

  #write(type: Type, document: object, expects: Expectation): void {
    const table = this.#parts.documents.tableOf(type)
    // Encoded now: what happens to the object afterwards is not part of what was stored.
    this.#pending.write(table, table.keyOf(document), expects, table.mapping.encode(document))
  }

  #revive(table: DocumentTable, key: string, row: Row): never {
    this.#seen.see(table, key, Number(row[1]))
    return table.mapping.revive(JSON.parse(row[0]!)) as never
  }

  get #runner(): QueryRunner<never> {
    return {
      tenant: this.#tenant,
      statements: this.#parts.statements,
      documents: (table, command) =>
        this.#reads.read(command, (rows) =>
          rows.map((row) => {
            const document = table.mapping.revive(JSON.parse(row[0]!)) as never
            this.#seen.see(table, table.keyOf(document), Number(row[1]))
            return document
          }),
        ),
      count: (command) => this.#reads.read(command, ([row]) => Number(row![0])),
    }
  }
}
