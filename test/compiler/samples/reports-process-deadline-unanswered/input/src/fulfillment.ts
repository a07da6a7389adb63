import { deadline, Process, ProcessManager, type Deadline } from '@critter/runtime'
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

  static start(_command: Start): [Started, Deadline<Paid>] {
    return [new Started(), deadline(Paid, { minutes: 15 })]
  }

  static cancel(_command: Cancel): Cancelled {
    return new Cancelled()
  }
}
