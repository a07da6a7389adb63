import { deadline, Process, ProcessManager, type Deadline, type TimedOut } from '@critter/runtime'
import { Cancelled, Paid, Started, type Start } from './messages.js'

@Process({
  id: 'orderId',
  duplicateStart: 'reject',
  endsWith: [Cancelled],
})
export class Fulfillment extends ProcessManager {
  isPaid = false

  applyStarted(_event: Started) {}

  static start(_command: Start): [Started, Deadline<Paid>] {
    return [new Started(), deadline(Paid, { minutes: 15 })]
  }

  static paymentTimedOut(_timedOut: TimedOut<Paid>): Cancelled {
    return new Cancelled()
  }
}
