import { Process, ProcessManager } from '@critter/runtime'
import { Cancelled, Paid, Started, type Start } from './messages.js'

@Process({
  id: 'orderId',
  duplicateStart: 'reject',
  records: [Paid],
  endsWith: [Cancelled],
})
export class Fulfillment extends ProcessManager {
  isPaid = false

  applyStarted(_event: Started) {}

  applyPaid(_event: Paid) {
    this.isPaid = true
  }

  static start(_command: Start): Started {
    return new Started()
  }
}
