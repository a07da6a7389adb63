/** One module with every kind of type that crosses a boundary. */
export const everyKindOfType = `
import { Data, type LocalDate } from '@critter/runtime'

export type RoomType = 'single' | 'double' | 'king'
export enum Color { Red = 'red', Blue = 'blue' }
export enum Level { Low, High = 5 }
declare const brand: unique symbol
export type OrderId = string & { readonly [brand]: 'OrderId' }
export type Cents = number & { readonly cents: true }
export type Sku = \`sku-\${number}\`
export type Country =
  | 'at' | 'be' | 'bg' | 'cy' | 'cz' | 'de' | 'dk' | 'ee' | 'es' | 'fi' | 'fr' | 'gr' | 'hr' | 'hu'
  | 'ie' | 'it' | 'lt' | 'lu' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'se' | 'si' | 'sk'
/** @minLength 2 @maxLength 80 @pattern ^[A-Z] */
export type Title = string

export interface Scalars {
  readonly text: string
  readonly title?: Title
  readonly short: /** not a tag */ string | null
  /** @format uuid */ id: string; /** @format email */ mail?: string; /** @format uri */ home: string
  /** @format date-time */
  stamp: string
  day: LocalDate
  /** @minimum 0 @maximum 10 */
  rating: number
  /** @integer @minimum 1 */
  count?: number | null
  /** @minimum 0 */
  big: bigint
  maybeBig?: bigint | null
  flag: boolean
  at: Date
  maybeAt?: Date | null
  bytes: Uint8Array
  color: Color
  level: Level
  red: Color.Red
  orderId: OrderId
  cents: Cents
  sku: Sku
  country: Country
  room: RoomType
  one: 1 | 2 | 3
  yes: true
  mixed: string | number | null
  'two words': string
  class: string
  value: number
  violations?: string
  before: boolean
  constructor: string
  toString?: never
}

export class Money extends Data<{ amount: number; currency: string; note?: string }> {
  plus(other: Money): Money { return new Money({ ...other, amount: this.amount + other.amount }) }
}
export class Account {
  id = ''
  protected readonly opened: Date = new Date(0)
  private history: Money[] = []
  private comment?: string
  balance: Money | null = null
  constructor(readonly owner: string) {}
  get size(): number { return this.history.length }
  tell(): string { return this.comment ?? String(this.opened) }
}
export class Temperature {
  readonly #celsius: number
  constructor(celsius: number) { this.#celsius = celsius }
  static fromJSON(data: { celsius: number; at: Date[] }): Temperature { return new Temperature(data.celsius) }
  toJSON(): { celsius: number; at: Date[] } { return { celsius: this.#celsius, at: [] } }
}

export interface Card { readonly type: 'card'; readonly number: string; readonly expires: Date }
export interface Iban { readonly type: 'iban' | 'bic'; readonly iban: string }
export class Cash extends Data<{ type: 'cash'; amount: number }> {}
export type Payment = Card | Iban | Cash
export type MaybePayment = Payment | null
export interface Circle { kind: Shape.Circle; radius: number }
export interface Square { kind: Shape.Square; side: number }
export enum Shape { Circle = 'circle', Square = 'square' }

export interface Collections {
  tags: readonly string[]
  matrix: number[][]
  dates: Date[]
  nullable: (string | null)[]
  nullableDates: readonly (Date | null)[]
  /** @minItems 1 @maxItems 5 @uniqueItems */
  codes: string[]
  lines: { sku: Sku; price: number; inner?: { deep: Date; list: readonly { x: bigint }[] } }[]
  pair: readonly [string, Date]
  triple: [a: number, b: Money, c: string | null]
  empty: []
  scores: Record<string, number>
  moneyBy: Readonly<Record<string, Money>>
  byCountry: Partial<Record<'at' | 'de', Money>>
  byNumber: Record<number, string>
  prices: ReadonlyMap<string, bigint>
  plainMap: Map<number, string>
  nested: Map<string, Map<string, Date>>
  seen: Set<number>
  moneys: ReadonlySet<Money>
  colors: Set<Color>
}

export interface Unions {
  payment: Payment
  maybe: MaybePayment
  optional?: MaybePayment
  payments: readonly Payment[]
  limit: number | 'none' | null
  filter: string | readonly string[] | { from: Date } | null
  who: { email: string } | { phone: string; since?: Date }
  flag: { ok: true; value: number } | { ok: false; error: string }
  figure: Circle | Square
  when: Date | 'never'
  set: Set<string> | Money
  bigOrNot: bigint | boolean
}

export interface Comment { text: string; at: Date; replies: readonly Comment[]; parent?: Comment | null; by: Record<string, Comment> }
export interface Post { title: string; comments: Comment[]; first: Comment; even: Even | null }
export interface Even { next?: Odd }
export interface Odd { next?: Even }
export interface Page<T> { readonly items: readonly T[]; readonly next?: string }
export type MoneyPage = Page<Money>
export type PostPage = Page<Post>
export type Summary = Pick<Scalars, 'text' | 'at'>
export type Changes = Partial<Omit<Scalars, 'at'>>
export type Both = Summary & { extra: number }

export interface Open { id: string; /** @json */ data: unknown; /** @json */ other?: any }
export interface Extensible { id: string; [name: string]: string }
export interface Empty {}
export class Nothing extends Data {}
export type Lists = readonly Money[]
export type MaybeText = string | null
export type Numbers = number[]
`
