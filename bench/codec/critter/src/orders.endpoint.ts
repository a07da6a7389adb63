import { Post, type LocalDate } from '@critter/runtime'

export type RoomType = 'single' | 'double' | 'king'

/** Flat: what many requests look like. */
export interface ReserveRoom {
  readonly roomType: RoomType
  readonly from: LocalDate
  readonly to: LocalDate
  readonly guestId: string
  /** @integer @minimum 1 @maximum 10 */
  readonly numberOfPeople: number
}

export interface Address {
  /** @minLength 1 @maxLength 100 */
  readonly street: string
  readonly city: string
  /** @pattern ^[0-9]{4,5}$ */
  readonly zip: string
  readonly country: 'at' | 'ch' | 'de'
}
export interface Card {
  readonly type: 'card'
  readonly number: string
  readonly holder: string
}
export interface Transfer {
  readonly type: 'transfer'
  readonly iban: string
}
export interface OrderLine {
  readonly sku: string
  readonly title: string
  /** @integer @minimum 1 */
  readonly quantity: number
  /** @minimum 0 */
  readonly price: number
  readonly gift?: boolean
}

/** Nested: objects, a list of objects, a list of strings, a union, optional and nullable members. */
export interface PlaceOrder {
  /** @format uuid */
  readonly id: string
  /** @format date-time */
  readonly placedAt: string
  /** @format email */
  readonly email: string
  readonly note?: string
  readonly voucher: string | null
  readonly shipTo: Address
  readonly billTo?: Address
  readonly payment: Card | Transfer
  /** @minItems 1 */
  readonly lines: readonly OrderLine[]
  readonly tags: readonly string[]
}

export class BenchEndpoint {
  @Post('/reservations')
  static reserve(request: ReserveRoom): ReserveRoom {
    return request
  }

  @Post('/orders')
  static order(request: PlaceOrder): PlaceOrder {
    return request
  }
}
