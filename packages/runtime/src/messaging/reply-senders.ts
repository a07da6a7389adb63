import type { BrokerSender } from './broker-sender.js'

/**
 * Longer than a handler may take by default, so that nobody is about to send an answer with what is closed; and a node that
 * asks now and then does not make us open a sender each time.
 */
const idleAfterMs = 5 * 60_000

/**
 * Senders to the addresses where other nodes expect answers, by name. Every node that asks has one of its own, and those of
 * nodes that have gone are of no use to anybody: when another is opened, what was not used for a while is closed and forgotten.
 * Rows that still wait for one of them open it again.
 */
export class ReplySenders {
  readonly #idleAfterMs: number
  readonly #failed: (error: unknown) => void
  readonly #open = new Map<string, BrokerSender>()

  constructor(failed: (error: unknown) => void, afterMs = idleAfterMs) {
    this.#failed = failed
    this.#idleAfterMs = afterMs
  }

  get all(): readonly BrokerSender[] {
    return [...this.#open.values()]
  }

  /** The sender of this name, made when there is none. */
  of(name: string, make: () => BrokerSender): BrokerSender {
    const known = this.#open.get(name)
    if (known !== undefined) return known
    this.#closeIdle()
    const made = make()
    this.#open.set(name, made)
    return made
  }

  #closeIdle(): void {
    for (const [name, sender] of this.#open) {
      if (sender.idleForMs < this.#idleAfterMs) continue
      this.#open.delete(name)
      sender.rest().catch(this.#failed)
    }
  }
}
