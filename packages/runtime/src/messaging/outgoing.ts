import type { ExecutionMessages } from '../execution/execution-messages.js'
import type { WatchedSending } from '../execution/instrumentation.js'
import type { UnitCommand } from '../postgres/unit-of-work.js'
import { asked, type Asked } from './bus.js'
import { isDelivery, isToSender } from './delivery.js'
import type { Destination } from './destination.js'
import type { SentEnvelope } from './envelope.js'
import { ExecutionEndedError } from './errors.js'
import type { Leaving } from './message-store.js'
import type { Messenger } from './messenger.js'
import type { MessageContext } from './message-bus.js'
import type { Origination } from './origination.js'

/** An envelope and where it goes. */
export interface Outbound {
  readonly envelope: SentEnvelope
  readonly destination: Destination
  readonly watched?: WatchedSending
}

/** What a handler is asked to answer, instead of sending it. */
export interface Reply {
  isOne(value: object): boolean
  take(value: object): void
}

/**
 * What one execution sends. It is *enlisted* until a unit of work takes it, and *leaving* while that commits; then it is
 * released to its destinations, whatever happens afterwards. What is only enlisted when the execution ends, and what leaves
 * with a unit that fails, is gone. When the execution has *ended*, nothing is enlisted any more.
 */
export abstract class Outgoing implements ExecutionMessages {
  abstract readonly context: MessageContext
  protected readonly messenger: Messenger
  readonly #from: Origination
  readonly #reply: Reply | undefined
  #enlisted: Outbound[] = []
  #leaving: readonly Outbound[] = []
  /** Committed with what leaves, and nothing to release: they wait for their time, for room, or have arrived with the commit. */
  #stored: readonly Outbound[] = []
  /** Where some of them go that wait for room. */
  #overflowing: readonly Destination[] = []
  #waiting: Promise<void>[] | undefined
  #hasEnded = false

  constructor(messenger: Messenger, from: Origination, reply?: Reply) {
    this.messenger = messenger
    this.#from = from
    this.#reply = reply
  }

  get isEmpty(): boolean {
    return this.#enlisted.length === 0
  }

  end(): void {
    this.#hasEnded = true
  }

  /** @throws {ExecutionEndedError} and what `Messenger.address` throws. */
  enlist(one: Asked): void {
    if (this.#hasEnded) {
      throw new ExecutionEndedError(this.messenger.messages.mappingOf(one.message, one.name).name)
    }
    this.#enlisted.push(...this.messenger.address(one, this.#from))
  }

  cascade(value: unknown, name?: string): void {
    if (value === null || value === undefined) return
    if (this.#isMany(value)) for (const each of value) this.cascade(each, name)
    else this.#cascadeOne(value, name)
  }

  async cascadeAsync(value: unknown, name?: string): Promise<void> {
    if (!isAsyncIterable(value)) {
      this.cascade(value, name)
      return
    }
    for await (const each of value) this.cascade(each, name)
  }

  // A message is one even when it can be iterated over.
  #isMany(value: unknown): value is Iterable<unknown> {
    if (typeof value !== 'object' || value === null || isDelivery(value)) return false
    return Symbol.iterator in value && this.messenger.messages.find(value) === undefined
  }

  #cascadeOne(value: unknown, name: string | undefined): void {
    if (this.#reply !== undefined && typeof value === 'object' && value !== null) {
      const answer: object = isDelivery(value) && isToSender(value) ? value.message : value
      if (this.#reply.isOne(answer)) {
        this.#reply.take(answer)
        return
      }
    }
    this.enlist(
      asked(value as object, { ...(name === undefined ? {} : { name }), mustArrive: false }),
    )
  }

  before(): readonly UnitCommand[] {
    return []
  }

  after(): readonly UnitCommand[] {
    const leaving = this.take()
    return leaving.length === 0 ? [] : this.messenger.store.storeCommands(leaving)
  }

  /** Takes what is enlisted along; what of it is kept has to be stored. */
  protected take(): readonly Leaving[] {
    const taken = this.#enlisted
    this.#leaving = taken
    this.#stored = none
    if (taken.length === 0) return none
    this.#enlisted = []
    const now = this.messenger.clock.now()
    const kept: Leaving[] = []
    const stored: Outbound[] = []
    const overflowing: Destination[] = []
    for (const outbound of taken) {
      const { envelope, destination } = outbound
      const isLater = isDueLater(envelope, now)
      const leaving = destination.leaving(envelope, isLater)
      if (leaving === undefined) continue
      kept.push(leaving)
      if (leaving.kept === 'queue') {
        stored.push(outbound)
      } else if (leaving.waits === true) {
        stored.push(outbound)
        if (!isLater) overflowing.push(destination)
      }
    }
    this.#overflowing = overflowing
    if (stored.length > 0) {
      this.#stored = stored
      this.#leaving = taken.filter((each) => !stored.includes(each))
    }
    return kept
  }

  committed(): void {
    const leaving = this.#leaving
    const stored = this.#stored
    this.#leaving = none
    this.#stored = none
    this.#settle()
    this.messenger.tellSent(leaving)
    this.messenger.tellSent(stored)
    for (const outbound of leaving) {
      const wait = outbound.destination.release(outbound.envelope)
      if (wait !== undefined) (this.#waiting ??= []).push(this.notArrived(wait, outbound))
    }
  }

  /** What has caused it is committed, so it must arrive some time. */
  protected notArrived(wait: Promise<void>, { envelope, destination }: Outbound): Promise<void> {
    return wait.catch(() => {
      destination.resend(envelope)
    })
  }

  failed(): void {
    this.#leaving = none
    this.#stored = none
    this.#settle()
  }

  #settle(): void {
    if (this.#overflowing.length === 0) return
    const overflowing = this.#overflowing
    this.#overflowing = none
    for (const destination of overflowing) destination.settled()
  }

  async commit(): Promise<void> {
    const leaving = this.take()
    try {
      if (leaving.length > 0) await this.messenger.keep(leaving)
    } catch (error) {
      this.failed()
      throw error
    }
    this.committed()
    await this.released()
  }

  async released(): Promise<void> {
    if (this.#waiting === undefined) return
    const waiting = this.#waiting
    this.#waiting = undefined
    await Promise.all(waiting)
  }
}

export function isDueLater({ scheduledFor }: SentEnvelope, now: Date): boolean {
  return scheduledFor !== undefined && scheduledFor > now
}

const none: readonly never[] = []

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
