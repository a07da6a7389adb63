import { Process, ProcessManager } from '@critter/runtime'
import { Cancelled, Started, type Cancel, type Start } from './messages.js'

export class Fulfillment extends ProcessManager {
  static start(_command: Start): Started {
    return new Started()
  }
}

@Process({ id: 'orderId', duplicateStart: 'ignore', endsWith: [Cancelled] })
export class Refund {
  static start(_command: Cancel): Cancelled {
    return new Cancelled()
  }
}
