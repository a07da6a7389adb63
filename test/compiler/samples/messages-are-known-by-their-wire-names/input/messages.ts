import { Data, Message } from '@critter/runtime'

export class OrderPlaced extends Data<{ orderId: string }> {}

export class HttpMessage1 extends Data<{ name: string }> {}

@Message('shipment.sent', { version: 2 })
export class ShipmentSent extends Data<{ orderId: string; at: Date }> {}

/**
 * Of another team.
 * @message invoice-paid@3
 */
export interface Paid {
  readonly type: 'paid'
  readonly invoice: string
}

/** @message payment-refused The wire name of the bank. */
export type Refused = { readonly kind: 'refused'; readonly reason: string }

/** @message */
export interface HTTPRequest {
  readonly url: string
}

export interface Changed<T> {
  readonly before: T
  readonly after: T
}

export class Reminder extends Data<{ orderId: string }> {}
