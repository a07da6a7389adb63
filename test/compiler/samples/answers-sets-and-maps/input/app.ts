import { Get, Post } from '@critter/runtime'

export interface Price {
  readonly amount: number
}
export class PriceEndpoints {
  @Get('/prices')
  static list(): ReadonlyMap<string, Price> {
    return new Map()
  }

  @Post('/prices')
  static replace(prices: Map<string, Price>): ReadonlySet<string> | null {
    return new Set(prices.keys())
  }
}
