import type { Sending } from '../execution/execution-messages.js'
import type { Type } from '../core/type.js'
import { Bus, type Asked } from './bus.js'
import type { DeliveryOptions } from './delivery.js'
import type { Envelope } from './envelope.js'
import { NoEnvelopeError } from './errors.js'
import type { Invoker } from './invoker.js'
import type { MessageContext } from './message-bus.js'
import type { Messenger } from './messenger.js'
import type { Origination } from './origination.js'
import { Outgoing } from './outgoing.js'

/** What the answering of a request sends. */
export class RequestMessages extends Outgoing {
  readonly context: MessageContext

  constructor(messenger: Messenger, invoker: Invoker, sending: Sending) {
    const from = new Request(sending)
    super(messenger, from)
    this.context = new RequestBus(this, invoker, from)
  }
}

/** A request is the root of what it causes; its tenant may have to be looked for, so it is asked for when a message is sent. */
class Request implements Origination {
  readonly causationId = undefined
  readonly sagaId = undefined
  readonly cameBy = undefined
  readonly replyTo = undefined
  readonly #sending: Sending

  constructor(sending: Sending) {
    this.#sending = sending
  }

  get correlationId(): string {
    return this.#sending.correlationId
  }

  get tenant(): string | undefined {
    return this.#sending.tenant
  }
}

class RequestBus extends Bus implements MessageContext {
  readonly #outgoing: Outgoing
  readonly #invoker: Invoker
  readonly #from: Origination

  constructor(outgoing: Outgoing, invoker: Invoker, from: Origination) {
    super()
    this.#outgoing = outgoing
    this.#invoker = invoker
    this.#from = from
  }

  get envelope(): Envelope {
    throw new NoEnvelopeError()
  }

  // Asynchronous, so that what is wrong with the message rejects.
  // eslint-disable-next-line @typescript-eslint/require-await
  protected override async dispatch(asked: Asked): Promise<void> {
    this.#outgoing.enlist(asked)
  }

  protected override run(
    message: object,
    reply: Type | undefined,
    options: DeliveryOptions,
  ): Promise<object | undefined> {
    return this.#invoker.invoke({ message, reply, options, from: this.#from })
  }
}
