import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { Instrumentation } from '../execution/instrumentation.js'
import { DatabaseUnavailableError } from '../errors.js'
import type { Asked } from './bus.js'
import type { DeliveryOptions } from './delivery.js'
import { NoSubscriberError } from './errors.js'
import { nowhere, type Destination } from './destination.js'
import type { SentEnvelope } from './envelope.js'
import { makeEnvelope, requireDeliverable } from './make-envelope.js'
import type { AnyMessageMapping } from './message-mapping.js'
import type { MessageRegistry } from './message-registry.js'
import type { Leaving, MessageStore } from './message-store.js'
import type { Observers } from './observers.js'
import type { Origination } from './origination.js'
import { isDueLater, type Outbound } from './outgoing.js'
import type { Router } from './router.js'
import { writtenBody } from './written-body.js'

export interface MessengerParts {
  readonly clock: Clock
  readonly logger: Logger
  readonly observers: Observers
  readonly messages: MessageRegistry
  readonly router: Router
  readonly store: MessageStore
  readonly instrumentation: Instrumentation | undefined
}

interface Keeping {
  readonly leaving: readonly Leaving[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** What is sent becomes envelopes here, each for one destination. */
export class Messenger {
  readonly clock: Clock
  readonly observers: Observers
  readonly messages: MessageRegistry
  readonly store: MessageStore
  readonly #logger: Logger
  readonly #router: Router
  readonly #instrumentation: Instrumentation | undefined
  #keeping: Keeping[] = []
  #isKeeping = false

  constructor(parts: MessengerParts) {
    const { clock, logger, observers, messages, router, store, instrumentation } = parts
    this.clock = clock
    this.observers = observers
    this.messages = messages
    this.store = store
    this.#logger = logger
    this.#router = router
    this.#instrumentation = instrumentation
  }

  /**
   * @throws {UnknownMessageError}
   * @throws {UnknownEndpointError}
   * @throws {NoSubscriberError} when it must arrive and nobody receives it.
   */
  address(asked: Asked, from: Origination): readonly Outbound[] {
    const { message, name, options, toSender, mustArrive } = asked
    const mapping = this.messages.mappingOf(message, name)
    requireDeliverable(options, this.clock.now())
    const routes = toSender
      ? this.#router.toSender(mapping.name, from)
      : options.endpoint === undefined
        ? this.#router.routesOf(mapping.name)
        : this.#router.toEndpoint(options.endpoint, mapping.name)
    if (routes.length === 0) {
      if (mustArrive) throw noSubscriber(mapping.name)
      this.#tellNobody(mapping, message, options, from)
      return []
    }
    const letter = this.#letter(mapping, writtenBody(mapping, message), options)
    return routes.map((route) =>
      this.#outbound(route.destination, makeEnvelope(letter, route, from)),
    )
  }

  #outbound(destination: Destination, envelope: SentEnvelope): Outbound {
    if (this.#instrumentation === undefined) return { destination, envelope }
    const watched = this.#instrumentation.sending(envelope)
    return { destination, envelope: watched.envelope, watched }
  }

  #letter({ name, version }: AnyMessageMapping, body: string, options: DeliveryOptions) {
    return { messageName: name, version, body, options, now: this.clock.now() }
  }

  #tellNobody(
    mapping: AnyMessageMapping,
    message: object,
    options: DeliveryOptions,
    from: Origination,
  ): void {
    this.#logger.debug('a message was published that nobody receives', {
      messageName: mapping.name,
    })
    if (!this.observers.areThere) return
    const letter = this.#letter(mapping, writtenBody(mapping, message), options)
    this.observers.tell(
      makeEnvelope(letter, { destination: nowhere(''), handler: undefined }, from),
      { kind: 'no-subscriber' },
    )
  }

  tellSent(outbound: readonly Outbound[]): void {
    if (this.#instrumentation !== undefined) for (const each of outbound) each.watched?.released()
    if (!this.observers.areThere || outbound.length === 0) return
    const now = this.clock.now()
    for (const { envelope } of outbound) {
      this.observers.tell(envelope, { kind: isDueLater(envelope, now) ? 'scheduled' : 'sent' })
    }
  }

  /**
   * Stores what leaves with no unit of work. What is asked for while the database answers goes with the next commit: a sender
   * that sends thousands needs dozens of them.
   */
  keep(leaving: readonly Leaving[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#keeping.push({ leaving, resolve, reject })
      if (this.#isKeeping) return
      this.#isKeeping = true
      // What else is sent in this turn goes with it.
      queueMicrotask(() => void this.#keepAll())
    })
  }

  async #keepAll(): Promise<void> {
    while (this.#keeping.length > 0) await this.#keepTogether(this.#keeping.splice(0, mostTogether))
    this.#isKeeping = false
  }

  async #keepTogether(all: readonly Keeping[]): Promise<void> {
    try {
      const leaving = all.flatMap((each) => each.leaving)
      await this.store.commit(this.store.storeCommands(leaving))
      for (const { resolve } of all) resolve()
    } catch (error) {
      const [only] = all
      if (all.length === 1 && only !== undefined) only.reject(error)
      // One of them cannot be stored; the others have nothing to do with it.
      else if (!(error instanceof DatabaseUnavailableError)) {
        for (const each of all) await this.#keepTogether([each])
      } else {
        for (const { reject } of all) reject(error)
      }
    }
  }
}

const mostTogether = 500

function noSubscriber(name: string): NoSubscriberError {
  return new NoSubscriberError(
    `Nobody receives "${name}": no route of critter.config.ts names it, and no handler takes it. Add one of the two, or ` +
      'publish() it where that is fine.',
  )
}
