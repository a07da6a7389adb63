import type { Type } from '../core/type.js'
import { Bus, type Asked } from '../messaging/bus.js'
import type { DeliveryOptions } from '../messaging/delivery.js'
import { NotRunningError } from './errors.js'

/** What sends when the application runs. */
export interface RunningBus {
  dispatch(asked: Asked): Promise<void>
  run(
    message: object,
    reply: Type | undefined,
    options: DeliveryOptions,
  ): Promise<object | undefined>
}

/** The application's bus: it is there before the application is started, and sends when it is. */
export class HostedBus extends Bus {
  #bus: RunningBus | undefined

  use(bus: RunningBus | undefined): void {
    this.#bus = bus
  }

  // Both are called by asynchronous methods: what is thrown here rejects.
  protected override dispatch(asked: Asked): Promise<void> {
    return this.#running.dispatch(asked)
  }

  protected override run(
    message: object,
    reply: Type | undefined,
    options: DeliveryOptions,
  ): Promise<object | undefined> {
    return this.#running.run(message, reply, options)
  }

  get #running(): RunningBus {
    if (this.#bus !== undefined) return this.#bus
    throw new NotRunningError(
      'The application sends no messages: it was not started, or has stopped. Await app.start() first.',
    )
  }
}
