import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { SentEnvelope } from './envelope.js'
import type { MessageEvent, Observer } from './observer.js'

type Happened = MessageEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'at' | 'envelope'>
    : never
  : never

/** Who is told what happens to messages. */
export class Observers {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #observers = new Set<Observer>()

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock
    this.#logger = logger
  }

  /** Whether anybody listens: nothing is measured for nobody. */
  get areThere(): boolean {
    return this.#observers.size > 0
  }

  /** Told until the returned function is called. */
  add(observer: Observer): () => void {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  tell(envelope: SentEnvelope, happened: Happened): void {
    if (this.#observers.size === 0) return
    const event = { at: this.#clock.now(), envelope, ...happened } as MessageEvent
    for (const observer of this.#observers) {
      try {
        observer(event)
      } catch (error) {
        this.#logger.error('an observer of messages failed', { kind: event.kind, error })
      }
    }
  }
}
