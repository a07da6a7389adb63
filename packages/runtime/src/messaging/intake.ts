import { untilDone, type Backoff } from './backoff.js'
import type { Background } from './background.js'
import { Batcher } from './batcher.js'
import type { DeadLetters } from './dead-letters.js'
import type { SentEnvelope } from './envelope.js'
import type { Handler, Handlers } from './handlers.js'
import type { MessageRegistry } from './message-registry.js'
import type { DeadLetterReason, MessageStore, Origin } from './message-store.js'
import type { Observers } from './observers.js'
import type { Settlement } from './settlement.js'
import type { WorkQueue } from './work-queue.js'

export interface IntakeHost {
  readonly messages: MessageRegistry
  readonly handlers: Handlers
  readonly store: MessageStore
  readonly observers: Observers
  readonly background: Background
  readonly deadLetters: DeadLetters
  readonly databaseBackoff: Backoff
  /** Aborted when the application ends and does not wait any longer. */
  readonly ended: AbortSignal
}

/** A message with the handlers that it is for, or why it is for none. */
export type Admitted = readonly Handler[] | DeadLetterReason

export function isRefused(admitted: Admitted): admitted is DeadLetterReason {
  return !Array.isArray(admitted)
}

/** Finds out which handlers an envelope is for, and puts it into the queue once for each. */
export class Intake {
  readonly #host: IntakeHost
  readonly #queue: WorkQueue
  readonly #batchers = new Map<Handler, Batcher>()

  constructor(host: IntakeHost, queue: WorkQueue) {
    this.#host = host
    this.#queue = queue
  }

  take(envelope: SentEnvelope, origin: Origin, settlement?: Settlement): void {
    const handlers = admit(envelope, this.#host)
    if (isRefused(handlers)) {
      this.refuse(envelope, origin, settlement, handlers)
      return
    }
    const [only] = handlers
    if (handlers.length === 1 && only !== undefined) {
      this.enter(envelope, origin, only, settlement)
    } else if (origin === 'local' || origin === 'received') {
      // It was stored when it had one handler, and has several now.
      this.#host.background.add(this.#divide(envelope, origin, handlers))
    } else {
      for (const each of handlers) {
        this.enter({ ...envelope, handler: each.name }, origin, each, settlement)
      }
    }
  }

  enter(
    envelope: SentEnvelope,
    origin: Origin,
    handler: Handler,
    settlement: Settlement | undefined,
  ): void {
    this.#host.observers.tell(envelope, { kind: 'received' })
    const work = { envelope, origin, handler, settlement, message: undefined }
    if (handler.batch === undefined) this.#queue.push(work)
    else this.#batcherOf(handler, handler.batch).add(work)
  }

  #batcherOf(handler: Handler, batch: NonNullable<Handler['batch']>): Batcher {
    const known = this.#batchers.get(handler)
    if (known !== undefined) return known
    const batcher = new Batcher(batch, this.#queue)
    this.#batchers.set(handler, batcher)
    return batcher
  }

  async #divide(
    envelope: SentEnvelope,
    origin: 'local' | 'received',
    handlers: readonly Handler[],
  ): Promise<void> {
    const parts = handlers.map((each) => ({ ...envelope, handler: each.name }))
    const stored = await this.#host.store.divide(envelope, origin, parts)
    for (const part of stored) this.take(part, origin)
  }

  /** It is no use here: the dead letters have it before anybody hears that it is settled. */
  refuse(
    envelope: SentEnvelope,
    origin: Origin,
    settlement: Settlement | undefined,
    why: DeadLetterReason,
  ): void {
    const { deadLetters, databaseBackoff, background, ended } = this.#host
    const add = (): Promise<void> => deadLetters.add(envelope, origin, settlement, why)
    background.add(untilDone(databaseBackoff, add, ended).then(() => settlement?.done()))
  }

  /** What is being collected is handled now. */
  closeBatches(): void {
    for (const batcher of this.#batchers.values()) batcher.closeAll()
  }
}

/** For whom an envelope is. */
export function admit(
  { messageName, version, handler }: SentEnvelope,
  { messages, handlers }: Pick<IntakeHost, 'messages' | 'handlers'>,
): Admitted {
  const mapping = messages.named(messageName)
  if (mapping === undefined) return { reason: 'unknown-message' }
  if (mapping.version !== version) {
    const error = new Error(`Expected version ${mapping.version}, found version ${version}.`)
    return { reason: 'wrong-version', error }
  }
  const all = handlers.of(messageName)
  // Of two handlers one was renamed or removed: whoever is left is not who was meant, unless there is no other.
  const meant = handler === undefined ? all : all.filter((each) => each.name === handler)
  if (meant.length > 0) return meant
  if (all.length === 0) return { reason: 'no-handler' }
  const error = new Error(
    `It is for ${handler ?? 'nobody'}; its handlers are ${all.map(({ name }) => name).join(', ')}.`,
  )
  return { reason: 'no-handler', error }
}
