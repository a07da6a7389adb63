import { Process, ProcessManager } from '@critter/runtime'
import { Cancelled, Paid, type Cancel } from './messages.js'

@Process({
  id: 'orderId',
  duplicateStart: 'reject',
  records: [Paid],
  endsWith: [Cancelled],
})
export class Fulfillment extends ProcessManager {
  isPaid = false

  applyPaid(_event: Paid) {
    this.isPaid = true
  }

  static cancel(_command: Cancel): Cancelled {
    return new Cancelled()
  }
}
