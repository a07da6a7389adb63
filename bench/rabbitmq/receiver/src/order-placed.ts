import { Data, Message } from '@critter/runtime'

@Message('order-placed')
export class OrderPlaced extends Data<{ orderId: string; customer: string; amount: number }> {}
