import { Data, Doc } from '@critter/runtime'

export interface Card {
  readonly kind: 'card'
  readonly digits: string
  readonly issuer?: Issuer
}
export interface Transfer {
  readonly kind: 'transfer'
  readonly iban: string
}
export interface Issuer {
  readonly name: string
  readonly rank?: number | null
}
export type Contact = { readonly email: string } | { readonly phone: string; readonly after?: Date }

export class Stop {
  readonly place: string
  readonly at: Date
  private readonly driver: string

  constructor(place: string, at: Date, driver: string) {
    this.place = place
    this.at = at
    this.driver = driver
  }

  get label(): string {
    return `${this.place} by ${this.driver}`
  }
}

/** Nothing of it must be there. */
export interface Remarks {
  readonly first?: string
  readonly second?: readonly string[]
}

/** A document with a member of every shape. */
@Doc({ indexes: ['weight'] })
export class Parcel extends Data<{
  note?: string
  id: string
  weight: number
  "it's": string | null
  both?: string | null
  fragile: boolean
  size: 'small' | 'large'
  format: 1
  value: bigint
  sent: Date
  seen?: Date
  label: Uint8Array
  tags: readonly string[]
  marks: ReadonlySet<number>
  counts: ReadonlyMap<string, bigint>
  depots: ReadonlyMap<string, Issuer>
  rates: Readonly<Record<string, number>>
  issuers: Readonly<Record<string, Issuer>>
  range: readonly [least: number, most: number]
  payment: Card | Transfer
  contact?: Contact
  contacts: readonly (Contact | null)[]
  hint: string | Issuer
  stops: readonly Stop[]
  last: Stop | null
  remarks: Remarks
  lookup?: { readonly from: { readonly city: string }; readonly zip?: string }
  nested: readonly (readonly Issuer[])[]
}> {
  private readonly secret: string = 'nobody sees this'

  get length(): number {
    return this.secret.length
  }
}

export class Owner extends Data<{ id: string; name: string; issuer?: Issuer }> {}

/** Its members may all be missing. */
export class Draft extends Data<{ id: string; first?: string; second?: Issuer }> {}

export class Comment extends Data<{ id: string; replies: readonly Comment[] }> {}

export class Money {
  readonly cents: number

  constructor(cents: number) {
    this.cents = cents
  }

  toJSON(): string {
    return String(this.cents)
  }

  static fromJSON(data: string): Money {
    return new Money(Number(data))
  }
}
export class Price extends Data<{ id: string; money: Money }> {}
