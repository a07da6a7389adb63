import type { Asked } from './bus.js'
import type { MessageContext } from './message-bus.js'
import { Outgoing } from './outgoing.js'

/** One message of nobody's execution: sent at once, and whoever sends it hears when it did not arrive. */
export class SingleSending extends Outgoing {
  get context(): MessageContext {
    throw new Error('Nobody is given the context of a single message.')
  }

  async send(asked: Asked): Promise<void> {
    this.enlist(asked)
    await this.commit()
  }

  protected override notArrived(wait: Promise<void>): Promise<void> {
    return wait
  }
}
