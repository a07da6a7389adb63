import type { Changed, HttpMessage1, OrderPlaced, ShipmentSent } from './messages.js'

export class OrdersHandler {
  static handle(_placed: OrderPlaced): void {}
  static handleSent(_sent: ShipmentSent): void {}
  static handleHttp(_message: HttpMessage1): void {}
  static handleChanged(_changed: Changed<OrderPlaced>): void {}
}
