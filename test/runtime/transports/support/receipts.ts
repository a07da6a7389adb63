import type { Listener, Received } from '../../../../packages/runtime/src/messaging/transport.js'

/** What a listener was given, in the order of its coming. */
export class Receipts {
  listener!: Listener
  readonly all: Received[] = []
  readonly #waiting: (() => void)[] = []
  #taken = 0

  readonly receive = (received: Received): void => {
    this.all.push(received)
    this.#waiting.splice(0).forEach((resume) => resume())
  }

  get bodies(): readonly string[] {
    return this.all.map(({ message }) => message.body)
  }

  /** The next, when they are there. */
  async take(count: number): Promise<readonly Received[]> {
    await this.until(() => this.all.length >= this.#taken + count)
    const taken = this.all.slice(this.#taken, this.#taken + count)
    this.#taken += count
    return taken
  }

  async one(): Promise<Received> {
    const [received] = await this.take(1)
    return received!
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }
}
