import { InvalidValueError } from '../errors.js'
import { found, requireText } from '../postgres/require-value.js'
import type { DynamicStatements } from '../postgres/dynamic-statements.js'
import type { Command, Value } from '../postgres/statement.js'
import { comparison, sortKeys, type Bind } from './conditions.js'
import type { DocumentTable } from './document-table.js'
import type { Comparison, Filter, QueryBuilder } from './query-builder.js'

/** Runs what a builder has put together. */
export interface QueryRunner<T> {
  readonly tenant: string
  readonly statements: DynamicStatements
  documents(table: DocumentTable, command: Command): Promise<readonly T[]>
  count(command: Command): Promise<number>
}

/** The conditions of a query, or of one of its alternatives: all of them must hold. */
class Conditions<T extends object> implements Filter<T> {
  protected readonly conditions: string[] = []
  readonly #table: DocumentTable
  readonly #bind: Bind

  constructor(table: DocumentTable, bind: Bind) {
    this.#table = table
    this.#bind = bind
  }

  where(member: string, is: Comparison | 'in', value: unknown): this {
    this.conditions.push(comparison(this.#table, member, is, value, this.#bind))
    return this
  }

  anyOf(...alternatives: readonly ((alternative: Filter<T>) => unknown)[]): this {
    const texts = alternatives.map((describe) => {
      const alternative = new Conditions<T>(this.#table, this.#bind)
      describe(alternative)
      // It would let every document through.
      if (alternative.conditions.length === 0) {
        throw new InvalidValueError(
          'anyOf(…): expected a condition in every alternative, found none in one.',
        )
      }
      return alternative.conditions.join(' and ')
    })
    this.conditions.push(texts.length === 0 ? 'false' : `(${texts.join(' or ')})`)
    return this
  }
}

export class PgQueryBuilder<T extends object> extends Conditions<T> implements QueryBuilder<T> {
  readonly #table: DocumentTable
  readonly #runner: QueryRunner<T>
  readonly #values: Value[]
  readonly #order: string[] = []
  #orderedById = false
  #skip = 0
  #take: number | undefined

  constructor(table: DocumentTable, runner: QueryRunner<T>) {
    const values: Value[] = [runner.tenant]
    super(table, (value) => `$${values.push(value)}`)
    this.#table = table
    this.#runner = runner
    this.#values = values
  }

  orderBy(member: string, direction = 'asc'): this {
    if (direction !== 'asc' && direction !== 'desc') {
      throw new InvalidValueError(
        `orderBy('${member}', …): expected asc or desc, found "${direction}".`,
      )
    }
    this.#order.push(...sortKeys(requireText(member, 'name of a member'), direction))
    this.#orderedById ||= member === 'id'
    return this
  }

  skip(count: number): this {
    this.#skip = requireCount('skip', count)
    return this
  }

  take(count: number): this {
    this.#take = requireCount('take', count)
    return this
  }

  toArray(): Promise<readonly T[]> {
    return this.#select(this.#take)
  }

  async first(): Promise<T | null> {
    const [document] = await this.#select(Math.min(this.#take ?? 1, 1))
    return document ?? null
  }

  count(): Promise<number> {
    const text = `select count(*) from ${this.#table.qualifiedName}${this.#filter()}`
    return this.#runner.count(this.#command(text, [...this.#values]))
  }

  async #select(take: number | undefined): Promise<readonly T[]> {
    const values = [...this.#values]
    // Always ended by the id: pages of equal rows would otherwise overlap.
    const order = this.#orderedById ? this.#order : [...this.#order, 'id']
    let text = `select data, revision from ${this.#table.qualifiedName}${this.#filter()} order by ${order.join(', ')}`
    if (take !== undefined) text += ` limit $${values.push(String(take))}::int8`
    if (this.#skip > 0) text += ` offset $${values.push(String(this.#skip))}::int8`
    return this.#runner.documents(this.#table, this.#command(text, values))
  }

  #command(text: string, values: readonly Value[]): Command {
    return { statement: this.#runner.statements.statement(text), values }
  }

  #filter(): string {
    return [' where tenant = $1::text', ...this.conditions].join(' and ')
  }
}

function requireCount(name: string, count: number): number {
  if (Number.isSafeInteger(count) && count >= 0) return count
  throw new InvalidValueError(
    `${name}(…): expected a whole number of at least 0, found ${found(count)}.`,
  )
}
