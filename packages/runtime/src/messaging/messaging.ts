import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { UnitExecution } from '../documents/unit-store.js'
import type { ExecutionMessages, Sending } from '../execution/execution-messages.js'
import type { Instrumentation } from '../execution/instrumentation.js'
import type { AttemptHost } from './attempt.js'
import { Backoff } from './backoff.js'
import { Background } from './background.js'
import { Connections } from './connections.js'
import { DeadLetters } from './dead-letters.js'
import { Deadlines } from './deadlines.js'
import { Endpoints } from './endpoints.js'
import type { ErrorRule } from './error-rule.js'
import { Handlers } from './handlers.js'
import { Invoker } from './invoker.js'
import type { HandlerRegistration } from './message-handler.js'
import type { AnyMessageMapping } from './message-mapping.js'
import { MessageRegistry } from './message-registry.js'
import type { MessageStore, Room, Taking } from './message-store.js'
import type { EndpointOverrides, MessagingDefinition } from './messaging-definition.js'
import { Messenger } from './messenger.js'
import type { Observers } from './observers.js'
import { Pipeline } from './pipeline.js'
import { RequestMessages } from './request-messages.js'
import { Router } from './router.js'
import { RunningBus } from './running-bus.js'
import { Shutdown } from './shutdown.js'
import type { Transport } from './transport.js'

/** What messaging is made of. */
export interface MessagingParts {
  readonly messages: readonly AnyMessageMapping[]
  readonly messaging: MessagingDefinition
  readonly handlers: readonly HandlerRegistration[]
  /** By what the config calls them; `postgres` among them where it has Postgres queues. */
  readonly transports: Readonly<Record<string, Transport>>
  readonly overrides: Readonly<Record<string, EndpointOverrides | undefined>>
  /** Asked after those of a handler's class. */
  readonly errors: readonly ErrorRule[]
  readonly timeoutMs: number
  readonly clock: Clock
  readonly logger: Logger
  readonly observers: Observers
  readonly store: MessageStore
  readonly instrumentation: Instrumentation | undefined
  /** What a Postgres queue of this address is called in the database. */
  readonly queueNameOf: (address: string) => string
  openSession(tenant: string | undefined, execution: UnitExecution): DocumentSession
  explain(error: unknown): unknown
}

/** Messaging of one application: what it sends, receives and handles, from its start to its end. */
export class Messaging {
  readonly bus: RunningBus
  readonly #messenger: Messenger
  readonly #invoker: Invoker
  readonly #connections: Connections
  readonly #endpoints: Endpoints
  readonly #store: MessageStore
  readonly #shutdown: Shutdown
  readonly #logger: Logger
  /** Of destinations that nobody has here. */
  readonly #warned = new Set<string>()

  /** @throws {MissingTransportError} */
  constructor(parts: MessagingParts) {
    const { clock, logger, observers, store, timeoutMs, instrumentation } = parts
    const messages = new MessageRegistry(parts.messages)
    const handlers = new Handlers(parts.handlers, messages, parts.errors)
    const background = new Background((error) => {
      logger.error('messages: what went on in the background failed', { error })
    })
    const deadLetters = new DeadLetters(store, logger, observers)
    const deadlines = new Deadlines(timeoutMs)
    const databaseBackoff = new Backoff()
    const end = new AbortController()
    const shared = {
      clock,
      logger,
      observers,
      store,
      background,
      deadLetters,
      databaseBackoff,
      ended: end.signal,
    }
    this.#connections = new Connections(parts.transports, parts.messaging, { logger, clock })
    // The pipeline runs what queues have, queues are places that messages are sent to, and the pipeline's handlers send: the
    // circle is closed when the first message comes.
    const run: Pipeline['run'] = (work, place) => {
      pipeline.run(work, place)
    }
    this.#endpoints = new Endpoints({
      messaging: parts.messaging,
      overrides: parts.overrides,
      connections: this.#connections,
      queueNameOf: parts.queueNameOf,
      host: { ...shared, messages, handlers, run },
    })
    const router = new Router(this.#endpoints, handlers, parts.messaging.routes)
    this.#messenger = new Messenger({
      clock,
      logger,
      observers,
      messages,
      router,
      store,
      instrumentation,
    })
    const host: Omit<AttemptHost, 'invoker'> & { invoker?: Invoker } = {
      ...shared,
      timeoutMs,
      deadlines,
      instrumentation,
      messenger: this.#messenger,
      openSession: (tenant, execution) => parts.openSession(tenant, execution),
      explain: (error) => parts.explain(error),
    }
    this.#invoker = host.invoker = new Invoker(host as AttemptHost, handlers)
    const pipeline = new Pipeline(host as AttemptHost)
    this.bus = new RunningBus(this.#messenger, this.#invoker)
    this.#store = store
    this.#logger = logger
    this.#shutdown = new Shutdown({
      end,
      endpoints: this.#endpoints,
      connections: this.#connections,
      invoker: this.#invoker,
      deadlines,
      background,
      store,
      clock,
      logger,
    })
  }

  /** What a request sends with. */
  readonly openMessages = (sending: Sending): ExecutionMessages =>
    new RequestMessages(this.#messenger, this.#invoker, sending)

  /** Connects to the brokers. From now on `bus` sends. */
  connect(): Promise<void> {
    return this.#connections.connect()
  }

  /** Takes what waits in the database, listens. A start that fails leaves nothing open. */
  async start(): Promise<void> {
    try {
      await this.#store.start(this.#taking)
      await Promise.all(
        this.#endpoints.listeners.map(({ transport, listener }) =>
          listener.start(this.#connections.of(transport)),
        ),
      )
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** Something may be due: for a clock that was moved. Resolves when what is due was taken. */
  look(): Promise<void> {
    return this.#store.look()
  }

  /** Whether what is sent to this destination comes back to this application. */
  hears(destination: string): boolean {
    const { localQueues, listeners } = this.#endpoints
    return (
      localQueues.some((each) => each.name === destination) ||
      listeners.some((each) => each.listener.name === destination)
    )
  }

  nextDue(): Promise<Date | undefined> {
    return this.#store.nextDue()
  }

  /**
   * Receives nothing more, finishes what it has, within `withinMs`; what is left is kept for later.
   *
   * @param finished called when nothing is handled any more: who sends now is too late.
   */
  stop(withinMs = 30_000, finished = (): void => {}): Promise<void> {
    return this.#shutdown.run(withinMs, finished)
  }

  readonly #taking: Taking = {
    room: () => {
      const { localQueues, listeners, brokerSenders } = this.#endpoints
      for (const { overflow } of [...localQueues, ...brokerSenders]) overflow.lookBegins()
      const incoming = [...localQueues, ...listeners.map((each) => each.listener)]
      return {
        incoming: incoming.map(({ name, queue }): Room => ({
          destination: name,
          count: queue.room,
        })),
        outgoing: brokerSenders.map(({ name, room }): Room => ({ destination: name, count: room })),
      }
    },
    incoming: (envelopes) => {
      const { localQueues, listeners } = this.#endpoints
      const places = [...localQueues, ...listeners.map((each) => each.listener)]
      const byName = new Map(places.map((each) => [each.name, each]))
      for (const envelope of envelopes) byName.get(envelope.destination)?.recover(envelope)
    },
    outgoing: (envelopes) => {
      const byName = new Map(this.#endpoints.brokerSenders.map((each) => [each.name, each]))
      for (const envelope of envelopes) byName.get(envelope.destination)?.recover(envelope)
    },
    caughtUp: (kept, destinations) => {
      const { localQueues, brokerSenders } = this.#endpoints
      const found = new Set(destinations)
      for (const { name, overflow } of kept === 'inbox' ? localQueues : brokerSenders) {
        if (found.has(name)) overflow.caughtUp()
      }
    },
    unclaimed: (kept, destinations) => {
      for (const destination of destinations) {
        if (kept === 'outbox' && this.#endpoints.adopt(destination)) continue
        if (this.#warned.has(destination)) continue
        this.#warned.add(destination)
        this.#logger.warn(
          'messages wait for a destination that this application does not have: give it back its handler or endpoint, or ' +
            'start the application that it belongs to',
          { destination, kept },
        )
      }
    },
  }
}
