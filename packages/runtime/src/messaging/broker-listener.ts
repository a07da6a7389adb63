import type { Logger } from '../core/logger.js'
import type { Clock } from '../core/clock.js'
import { Backoff } from './backoff.js'
import { CircuitBreaker, type BreakerSettings } from './circuit-breaker.js'
import type { SentEnvelope } from './envelope.js'
import { UnreadableMessageError } from './errors.js'
import type { Handler } from './handlers.js'
import { admit, Intake, isRefused, type IntakeHost } from './intake.js'
import type { Processing } from './messaging-definition.js'
import { defaultLimits, workQueueOf, type QueueHooks } from './processing.js'
import { Settlement } from './settlement.js'
import type { BrokerConnection, Listener, Received } from './transport.js'
import { fromWire } from './wire.js'
import type { WorkQueue } from './work-queue.js'

export interface ListenerHost extends IntakeHost, QueueHooks {
  readonly logger: Logger
  readonly clock: Clock
}

export interface ListenerOptions {
  readonly name: string
  readonly address: string
  readonly processing: Processing
  readonly breaker: BreakerSettings | undefined
}

/** Why nothing is received: there is too much here, too much has failed, or the inbox is away. */
type Reason = 'full' | 'paused' | 'inbox'

/**
 * Receives from one address of a broker. *Inline*: the broker hears of a message when it is handled. *Buffered*: when it has
 * come. *Durable*: when its row is in the inbox.
 */
export class BrokerListener {
  readonly name: string
  readonly queue: WorkQueue
  readonly #options: ListenerOptions
  readonly #host: ListenerHost
  readonly #intake: Intake
  readonly #reasons = new Set<Reason>()
  readonly #inboxBackoff = new Backoff()
  #listener: Listener | undefined
  /** Pausing and resuming, one after the other. */
  #turning: Promise<void> = Promise.resolve()
  #storing: { readonly received: Received; readonly envelopes: readonly SentEnvelope[] }[] = []
  #inboxPause: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: ListenerOptions, host: ListenerHost) {
    this.name = options.name
    this.#options = options
    this.#host = host
    const { breaker } = options
    const guard =
      breaker &&
      new CircuitBreaker(breaker, (pauseMs) => {
        host.logger.error('too much of what a listener receives fails; it rests', {
          listener: this.name,
          pauseMs,
        })
        this.queue.pause(pauseMs)
      })
    this.queue = workQueueOf(options.processing, host, {
      onTried: (outcome) => guard?.count(outcome, performance.now()),
      onFull: () => {
        this.#rest('full')
      },
      onRoom: () => {
        this.#go('full')
        host.store.hasRoom(this.name)
      },
      onPause: () => {
        this.#rest('paused')
      },
      onResume: () => {
        this.#go('paused')
      },
    })
    this.#intake = new Intake(host, this.queue)
  }

  /** Whether what waits here is still at the broker, or has a row. */
  get isKeptElsewhere(): boolean {
    return this.#options.processing.mode !== 'buffered'
  }

  async start(connection: BrokerConnection): Promise<void> {
    const options = { prefetch: this.#prefetch() }
    this.#listener = await connection.openListener(this.#options.address, options, (received) => {
      this.#receive(received)
    })
    // What came while it opened may have been too much already.
    if (this.#reasons.size > 0) this.#turn()
  }

  /** Inline, as many as are handled at once, or make a batch; otherwise a few while the ones before are settled. */
  #prefetch(): number {
    const { processing } = this.#options
    if (processing.mode !== 'inline') {
      return Math.min(200, processing.limits?.max ?? defaultLimits.max)
    }
    const batches = [...this.#host.handlers.messages]
      .flatMap((each) => this.#host.handlers.of(each))
      .map((each: Handler) => each.batch?.size ?? 1)
    return Math.max(processing.listeners ?? 1, ...batches)
  }

  #receive(received: Received): void {
    const arrived = fromWire(received.message, this.name, this.#host.clock.now())
    const { unreadable } = arrived
    if (unreadable !== undefined) {
      const error = new UnreadableMessageError(unreadable)
      this.#refuse(received, arrived.envelope, { reason: 'unreadable', error })
      return
    }
    const handlers = admit(arrived.envelope, this.#host)
    if (isRefused(handlers)) {
      this.#refuse(received, arrived.envelope, handlers)
      return
    }
    switch (this.#options.processing.mode) {
      case 'inline':
        this.#handle(received, arrived.envelope, handlers)
        return
      case 'buffered':
        this.#buffer(received, arrived.envelope)
        return
      case 'durable':
        this.#store(received, partsOf(arrived.envelope, handlers))
    }
  }

  #refuse(
    received: Received,
    envelope: SentEnvelope,
    why: { readonly reason: string; readonly error?: unknown },
  ): void {
    this.#intake.refuse(envelope, 'broker', new Settlement(received, 1, this.#host.logger), why)
  }

  #handle(received: Received, envelope: SentEnvelope, handlers: readonly Handler[]): void {
    const settlement = new Settlement(received, handlers.length, this.#host.logger)
    for (const part of partsOf(envelope, handlers)) this.#intake.take(part, 'broker', settlement)
  }

  #buffer(received: Received, envelope: SentEnvelope): void {
    received.acknowledge().then(
      () => {
        this.#intake.take(envelope, 'broker')
      },
      (error: unknown) => {
        // It comes again.
        this.#host.logger.debug('a message could not be acknowledged', { id: envelope.id, error })
      },
    )
  }

  #store(received: Received, envelopes: readonly SentEnvelope[]): void {
    this.#storing.push({ received, envelopes })
    // What a broker delivers at once is stored at once.
    if (this.#storing.length === 1) queueMicrotask(() => void this.#storeAll())
  }

  async #storeAll(): Promise<void> {
    const storing = this.#storing
    this.#storing = []
    const { store, observers } = this.#host
    const envelopes = storing.flatMap((each) => each.envelopes)
    try {
      const fresh = await store.storeIncoming(envelopes)
      for (const { received } of storing) new Settlement(received, 1, this.#host.logger).done()
      for (const envelope of fresh) this.#intake.take(envelope, 'received')
      this.#inboxBackoff.reset()
      if (fresh.length === envelopes.length) return
      const isFresh = new Set(fresh)
      for (const each of envelopes)
        if (!isFresh.has(each)) observers.tell(each, { kind: 'duplicate' })
    } catch (error) {
      this.#notStored(storing, error)
    }
  }

  #notStored(storing: readonly { readonly received: Received }[], error: unknown): void {
    const pauseMs = this.#inboxBackoff.next()
    this.#host.logger.warn(
      'the inbox is not available; what was received goes back to the broker',
      {
        listener: this.name,
        pauseMs,
        error,
      },
    )
    this.#rest('inbox')
    for (const { received } of storing) {
      // The connection has gone: it is delivered again without our saying so.
      received.requeue().catch(() => {})
    }
    clearTimeout(this.#inboxPause)
    this.#inboxPause = setTimeout(() => {
      this.#go('inbox')
    }, pauseMs)
  }

  /** A row of the inbox that had to wait. */
  recover(envelope: SentEnvelope): void {
    this.#intake.take(envelope, 'received')
  }

  #rest(reason: Reason): void {
    this.#reasons.add(reason)
    if (this.#reasons.size === 1) this.#turn()
  }

  #go(reason: Reason): void {
    if (this.#reasons.delete(reason) && this.#reasons.size === 0) this.#turn()
  }

  /** Makes the listener do what the reasons say by then. */
  #turn(): void {
    this.#turning = this.#turning.then(async () => {
      if (this.#isStopped) return
      try {
        if (this.#reasons.size > 0) await this.#listener?.pause()
        else await this.#listener?.resume()
      } catch (error) {
        this.#host.logger.warn('a listener could not be turned on or off', {
          listener: this.name,
          error,
        })
      }
    })
  }

  /** Takes nothing more; what is here goes on. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#inboxPause)
    await this.#turning
    await this.#listener?.stop()
    this.#intake.closeBatches()
  }
}

/** Each handler has an execution of its own. */
function partsOf(envelope: SentEnvelope, handlers: readonly Handler[]): readonly SentEnvelope[] {
  if (handlers.length === 1) return [envelope]
  return handlers.map(({ name }) => ({ ...envelope, handler: name }))
}
