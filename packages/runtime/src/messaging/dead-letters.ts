import type { Logger } from '../core/logger.js'
import { DatabaseUnavailableError } from '../errors.js'
import type { SentEnvelope } from './envelope.js'
import type { DeadLetterReason, MessageStore, Origin } from './message-store.js'
import type { Observers } from './observers.js'
import type { Settlement } from './settlement.js'

/** Where messages end that cannot be handled. */
export class DeadLetters {
  readonly #store: MessageStore
  readonly #logger: Logger
  readonly #observers: Observers

  constructor(store: MessageStore, logger: Logger, observers: Observers) {
    this.#store = store
    this.#logger = logger
    this.#observers = observers
  }

  /**
   * To the broker's own dead letters when it still waits and has some; to ours otherwise. The caller settles.
   *
   * @throws {DatabaseUnavailableError} and then the message is where it was.
   */
  async add(
    envelope: SentEnvelope,
    from: Origin | 'outbox',
    settlement: Settlement | undefined,
    why: DeadLetterReason,
  ): Promise<void> {
    const { id, messageName, correlationId, destination } = envelope
    const fields = { messageName, id, correlationId, destination, ...why }
    try {
      const isWithBroker = (await settlement?.deadLetter(why.reason)) === true
      if (!isWithBroker && (await this.#store.deadLetter(envelope, from, why)) === 'gone') {
        const text = 'a message is no dead letter: it was handled before, or another node has it'
        this.#logger.warn(text, fields)
        this.#observers.tell(envelope, { kind: 'duplicate' })
        return
      }
      this.#logger.error('a message went to the dead letters', fields)
    } catch (failure) {
      if (failure instanceof DatabaseUnavailableError) throw failure
      // The log is the last place that is left for it.
      this.#logger.error('a dead letter could not be stored', { ...fields, envelope, failure })
    }
    this.#observers.tell(envelope, { kind: 'dead-lettered', ...why })
  }
}
