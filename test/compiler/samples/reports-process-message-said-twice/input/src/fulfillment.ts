import { Process, ProcessManager } from '@critter/runtime'
import { Cancelled, Paid, Started, type Cancel, type Start } from './messages.js'

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

  static pay(message: Paid): Paid {
    return message
  }

  static cancel(_command: Cancel): Cancelled {
    return new Cancelled()
  }

  static abandon(_command: Cancel): Cancelled {
    return new Cancelled()
  }
}
