import type { SentEnvelope } from '../messaging/envelope.js'
import type {
  DeadLetterReason,
  Leaving,
  MessageStore,
  Origin,
  Taking,
} from '../messaging/message-store.js'
import type { UnitCommand } from '../postgres/unit-of-work.js'
import { requireApplicationName, separator } from './application-name.js'

/**
 * The messages of one application, in a database where others have theirs: an endpoint or a message may be called the same in
 * two of them. Its rows are stored, and found, under its name; nothing above or below knows of that.
 */
export class ApplicationStore implements MessageStore {
  readonly #store: MessageStore
  readonly #prefix: string

  /** @throws {InvalidValueError} when it is no name. */
  constructor(store: MessageStore, name: string) {
    this.#store = store
    this.#prefix = `${requireApplicationName(name)}${separator}`
  }

  storeCommands(leaving: readonly Leaving[]): readonly UnitCommand[] {
    return this.#store.storeCommands(
      leaving.map((each) => ({ ...each, envelope: this.#ours(each.envelope) })),
    )
  }

  handledCommands(envelope: SentEnvelope, from: Origin): readonly UnitCommand[] {
    return this.#store.handledCommands(this.#ours(envelope), from)
  }

  commit(commands: readonly UnitCommand[]): Promise<void> {
    return this.#store.commit(commands)
  }

  markHandled(envelope: SentEnvelope, from: Origin): Promise<void> {
    return this.#store.markHandled(this.#ours(envelope), from)
  }

  async storeIncoming(envelopes: readonly SentEnvelope[]): Promise<readonly SentEnvelope[]> {
    const stored = await this.#store.storeIncoming(envelopes.map(this.#ours))
    return stored.map(this.#plain)
  }

  async divide(
    whole: SentEnvelope,
    from: 'local' | 'received',
    parts: readonly SentEnvelope[],
  ): Promise<readonly SentEnvelope[]> {
    const stored = await this.#store.divide(this.#ours(whole), from, parts.map(this.#ours))
    return stored.map(this.#plain)
  }

  rescheduleIncoming(envelope: SentEnvelope, from: Origin, at: Date): Promise<void> {
    return this.#store.rescheduleIncoming(this.#ours(envelope), from, at)
  }

  deadLetter(
    envelope: SentEnvelope,
    from: Origin | 'outbox',
    why: DeadLetterReason,
  ): Promise<'stored' | 'gone'> {
    return this.#store.deadLetter(this.#ours(envelope), from, why)
  }

  confirmSent(envelopes: readonly SentEnvelope[]): Promise<void> {
    return this.#store.confirmSent(envelopes.map(this.#ours))
  }

  start(taking: Taking): Promise<void> {
    const placed = <Place extends { readonly destination: string }>(place: Place): Place => ({
      ...place,
      destination: `${this.#prefix}${place.destination}`,
    })
    return this.#store.start({
      room: () => {
        const { incoming, outgoing } = taking.room()
        return { incoming: incoming.map(placed), outgoing: outgoing.map(placed) }
      },
      incoming: (envelopes) => {
        taking.incoming(envelopes.map(this.#plain))
      },
      outgoing: (envelopes) => {
        taking.outgoing(envelopes.map(this.#plain))
      },
      caughtUp: (kept, destinations) => {
        taking.caughtUp(kept, destinations.map(this.#plainName))
      },
      unclaimed: (kept, destinations) => {
        taking.unclaimed(kept, destinations.map(this.#plainName))
      },
    })
  }

  stop(): Promise<void> {
    return this.#store.stop()
  }

  look(): Promise<void> {
    return this.#store.look()
  }

  nextDue(): Promise<Date | undefined> {
    return this.#store.nextDue()
  }

  hasRoom(destination: string): void {
    this.#store.hasRoom(`${this.#prefix}${destination}`)
  }

  readonly #ours = (envelope: SentEnvelope): SentEnvelope => ({
    ...envelope,
    destination: `${this.#prefix}${envelope.destination}`,
  })

  readonly #plain = (envelope: SentEnvelope): SentEnvelope => ({
    ...envelope,
    destination: this.#plainName(envelope.destination),
  })

  readonly #plainName = (destination: string): string => destination.slice(this.#prefix.length)
}
