import { Process, ProcessManager, type Logger, type Now } from '@critter/runtime'
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

  static start(_command: Start, _startedAt: Now): Started {
    return new Started()
  }

  static async cancel(_command: Cancel, state: Readonly<Fulfillment>, _log: Logger): Promise<Cancelled | null> {
    return state.isPaid ? null : new Cancelled()
  }
}
