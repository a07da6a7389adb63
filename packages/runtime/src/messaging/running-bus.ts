import { newId } from '../core/new-id.js'
import type { Type } from '../core/type.js'
import type { Asked } from './bus.js'
import type { DeliveryOptions } from './delivery.js'
import type { Invoker } from './invoker.js'
import type { Messenger } from './messenger.js'
import type { Origination } from './origination.js'
import { SingleSending } from './single-sending.js'

/** What `app.bus` asks: every message is the root of what it causes. */
export class RunningBus {
  readonly #messenger: Messenger
  readonly #invoker: Invoker

  constructor(messenger: Messenger, invoker: Invoker) {
    this.#messenger = messenger
    this.#invoker = invoker
  }

  dispatch(asked: Asked): Promise<void> {
    return new SingleSending(this.#messenger, root(undefined)).send(asked)
  }

  run(
    message: object,
    reply: Type | undefined,
    options: DeliveryOptions,
  ): Promise<object | undefined> {
    return this.#invoker.invoke({ message, reply, options, from: root(undefined) })
  }
}

/** Of what no message has caused. */
export function root(tenant: string | undefined): Origination {
  return {
    correlationId: newId(),
    tenant,
    causationId: undefined,
    sagaId: undefined,
    cameBy: undefined,
    replyTo: undefined,
  }
}
