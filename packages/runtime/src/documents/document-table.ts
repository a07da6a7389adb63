import type { Statement } from '../postgres/statement.js'
import { quoteIdentifier } from '../postgres/quote.js'
import { indexesOf } from './document-index.js'
import { encodeId } from './document-id.js'
import type { DocumentMapping } from './document-mapping.js'
import { insertRefused, writeRefused, type Refused } from './refused.js'
import * as sql from './sql/document-statements.js'
import { tableName } from './table-name.js'

/** What is known of a class whose documents are of no matter here. `any`: a mapping takes and returns its own class. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyDocumentMapping = DocumentMapping<any>

type Make = (table: string, idType: DocumentMapping['idType']) => Statement

/** The table of one class of documents, with its statements; each is made when it is first needed. */
export class DocumentTable {
  readonly mapping: AnyDocumentMapping
  /** Without the schema. */
  readonly name: string
  readonly qualifiedName: string
  /** The name of the class, as messages say it. */
  readonly typeName: string
  readonly insertRefused: Refused
  readonly writeRefused: Refused
  readonly #statements = new Map<Make, Statement>()

  constructor(mapping: AnyDocumentMapping) {
    this.mapping = mapping
    this.name = tableName(mapping.name)
    this.qualifiedName = `critter.${quoteIdentifier(this.name)}`
    this.typeName = (mapping.type as { readonly name?: string }).name || mapping.name
    this.insertRefused = insertRefused(this.typeName, () => indexesOf(this))
    this.writeRefused = writeRefused(this.typeName, () => indexesOf(this))
  }

  get load(): Statement {
    return this.#statement(sql.loadStatement)
  }
  get loadMany(): Statement {
    return this.#statement(sql.loadManyStatement)
  }
  get store(): Statement {
    return this.#statement(sql.storeStatement)
  }
  get storeMany(): Statement {
    return this.#statement(sql.storeManyStatement)
  }
  get insert(): Statement {
    return this.#statement(sql.insertStatement)
  }
  get insertMany(): Statement {
    return this.#statement(sql.insertManyStatement)
  }
  get update(): Statement {
    return this.#statement(sql.updateStatement)
  }
  get delete(): Statement {
    return this.#statement(sql.deleteStatement)
  }
  get deleteExpected(): Statement {
    return this.#statement(sql.deleteExpectedStatement)
  }
  get expectMissing(): Statement {
    return this.#statement(sql.expectMissingStatement)
  }

  encodeId(id: unknown): string {
    return encodeId(this.mapping, id)
  }

  /** The key of a document: its `id` as it travels. */
  keyOf(document: object): string {
    return this.encodeId((document as { readonly id?: unknown }).id)
  }

  #statement(make: Make): Statement {
    let statement = this.#statements.get(make)
    if (statement === undefined) {
      statement = make(this.qualifiedName, this.mapping.idType)
      this.#statements.set(make, statement)
    }
    return statement
  }
}
