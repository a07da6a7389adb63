import type { SentEnvelope } from './envelope.js'
import type { Sender } from './transport.js'
import { toWire } from './wire.js'

/** A sender of a broker that is opened when the first message is sent; when that fails, by the next. */
export class SenderOnDemand {
  readonly #open: () => Promise<Sender>
  #sender: Promise<Sender> | undefined

  constructor(open: () => Promise<Sender>) {
    this.#open = open
  }

  async send(envelope: SentEnvelope): Promise<void> {
    this.#sender ??= this.#open().catch((error: unknown) => {
      this.#sender = undefined
      throw error
    })
    const sender = await this.#sender
    await sender.send(toWire(envelope))
  }

  async close(): Promise<void> {
    const sender = await this.#sender?.catch(() => undefined)
    this.#sender = undefined
    await sender?.close()
  }
}
