import type { DocumentModel } from '../model/application-model.js'
import type { NamedType } from '../model/type-ref.js'
import type { Clause } from './clauses.js'
import type { Asking, Include, Steps } from './read-steps.js'
import type { DocumentRoot, Root } from './roots.js'
import { tableOf } from './table-name.js'
import type { Translation } from './translator.js'
import { level, sql, within } from './sql.js'
import { value } from './values.js'

/** Finds what is known of a class of documents. */
export type FindDocument = (type: NamedType) => DocumentModel | undefined

/** Where a statement reads from: the table of the documents, and those of what is included, joined by id. */
export class Source {
  readonly #t: Translation
  /** The documents that are asked for. */
  readonly document: DocumentRoot
  readonly #included: { readonly name: string; readonly root: DocumentRoot }[] = []
  /** Of every document of a row, the main one first. */
  readonly #columns: { readonly data: string; readonly revision: string }[] = []
  /** `from` and the joins. */
  readonly from: readonly Clause[]
  /** The column that says whose document it is. */
  readonly tenant: string

  constructor({ includes }: Steps, document: DocumentModel, find: FindDocument, t: Translation) {
    this.#t = t
    const isJoined = includes.length > 0
    const name = isJoined ? 'document' : ''
    const prefix = isJoined ? `${name}.` : ''
    this.tenant = `${prefix}tenant`
    this.document = this.#root(prefix, document)
    const from: Clause[] = [
      ['from', isJoined ? `${tableOf(document)} as ${name}` : tableOf(document)],
    ]
    for (const each of includes) from.push(...this.#join(each, find))
    this.from = from
  }

  /** Says what the parameter of the arrow function is. */
  enter({ lambda, included }: Asking): void {
    this.#t.enter(lambda.parameter, included === 0 ? this.document : this.#rows(included))
  }

  /** The columns that hold a document, the main one first. */
  get documents(): readonly string[] {
    return this.#columns.map(({ data }) => data)
  }

  /** Data and revision of every document of a row. */
  get columns(): readonly string[] {
    return this.#columns.flatMap(({ data, revision }) => [data, revision])
  }

  /** `prefix`: the name of its table and a dot, or nothing. */
  #root(prefix: string, { idType }: DocumentModel): DocumentRoot {
    const data = `${prefix}data`
    this.#columns.push({ data, revision: `${prefix}revision` })
    return { kind: 'document', json: data, id: `${prefix}id`, idType }
  }

  #rows(included: number): Root {
    const others = this.#included.slice(0, included).map(({ name, root }) => [name, root] as const)
    return { kind: 'rows', members: Object.fromEntries([['document', this.document], ...others]) }
  }

  #join(include: Include, find: FindDocument): readonly Clause[] {
    const t = this.#t
    const other = find(include.type)
    if (other === undefined) return []
    this.enter(include)
    const { body } = include.lambda
    const alias = t.alias(include.name)
    const expected = { text: 'text', float8: 'number', int8: 'bigint' }[other.idType]
    if (body.type.kind !== expected) {
      t.refuse(
        body,
        `The id of ${include.type.name} is a ${expected}, and this is of type ${body.type.text}`,
        `Name the member that holds the id of the ${include.type.name}`,
      )
    }
    const id = value(body, t)
    const wanted = other.idType === 'int8' ? int8(id.text) : within(id, level.containment)
    this.#included.push({ name: include.name, root: this.#root(`${alias}.`, other) })
    return [
      ['left join', `${tableOf(other)} as ${alias}`],
      ['on', `${alias}.tenant = $1::text`],
      ['and', `${alias}.id = ${wanted}`],
    ]
  }
}

/** A bigint that is an id of 64 bits: others are the id of nothing. */
function int8(digits: string): string {
  const part = within(sql(digits), level.containment)
  return `case when ${part} between -9223372036854775808 and 9223372036854775807 then (${digits})::int8 end`
}
