import { Process, ProcessManager } from '@critter/runtime'
import { Cancelled, Started, type Cancel, type Start } from './messages.js'

@Process({
  id: 'orderId',
  duplicateStart: 'reject',
  endsWith: [Cancelled],
})
export class Fulfillment extends ProcessManager {
  isPaid = false

  applyStarted(_event: Started) {}

  static start(_command: Start): Started {
    return new Started()
  }

  static cancel(_command: Cancel): Cancelled {
    return new Cancelled()
  }
}
