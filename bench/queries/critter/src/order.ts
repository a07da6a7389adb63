import { Data, Doc } from '@critter/runtime'

export interface OrderLine {
  readonly sku: string
  readonly quantity: number
  readonly price: number
}

@Doc({ indexes: ['customer, placedAt', 'region, placedAt'] })
export class Order extends Data<{
  id: string
  customer: string
  region: string
  status: 'open' | 'paid' | 'shipped'
  placedAt: Date
  total: number
  lines: readonly OrderLine[]
}> {}
