import { Data, Doc } from '@critter/runtime'

export class Customer extends Data<{ id: string; name: string; city: string }> {}

@Doc({ indexes: ['customer, status', 'customer, day'] })
export class Order extends Data<{
  id: string
  customer: string
  status: 'open' | 'paid' | 'shipped'
  day: string
  total: number
}> {}

export interface CustomerPage {
  readonly customer: Customer
  readonly open: readonly Order[]
  readonly latest: Order | null
  readonly orders: number
}
