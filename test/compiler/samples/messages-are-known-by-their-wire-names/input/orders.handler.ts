import { delayed, type Delivery } from '@critter/runtime'
import { Reminder, type Changed, type HttpMessage1, type OrderPlaced, type ShipmentSent } from './messages.js'

export class OrdersHandler {
  static handle({ orderId }: OrderPlaced): Delivery<Reminder> {
    return delayed(new Reminder({ orderId }), { hours: 1 })
  }
  static handleSent(_sent: ShipmentSent): void {}
  static handleHttp(_message: HttpMessage1): void {}
  static handleChanged(_changed: Changed<OrderPlaced>): void {}
}
