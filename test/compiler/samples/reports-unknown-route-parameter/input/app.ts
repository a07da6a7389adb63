import { Get, type FromRoute } from '@critter/runtime'

export class OrderEndpoint {
  @Get('/orders/:id')
  static get(orderId: FromRoute<string>): string {
    return orderId
  }
}
