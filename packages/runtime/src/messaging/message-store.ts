import type { UnitCommand } from '../postgres/unit-of-work.js'
import type { SentEnvelope } from './envelope.js'

/** Where the runtime keeps what must not be lost. Implemented on Postgres by `durability/`. */
export interface MessageStore {
  /**
   * Rows for messages that leave with a unit of work: of a durable local queue in the inbox, of a Postgres queue in that
   * queue, of a broker in the outbox. Owned by this node, but for the scheduled ones.
   */
  storeCommands(envelopes: readonly Leaving[]): readonly UnitCommand[]
  /**
   * Says in a unit of work that this message is handled. Raises a `DuplicateMessageError` when it was before, or when another
   * node has taken it over.
   */
  handledCommands(envelope: SentEnvelope, from: Origin): readonly UnitCommand[]
  /** Commits commands by themselves. */
  commit(commands: readonly UnitCommand[]): Promise<void>
  /** Says that it is handled, in a batch with others. */
  markHandled(envelope: SentEnvelope, from: Origin): Promise<void>
  /** Writes what a durable listener received; resolves with those that were not there before, in their order. Batched. */
  storeIncoming(envelopes: readonly SentEnvelope[]): Promise<readonly SentEnvelope[]>
  /** The row waits until then, with the attempt of the envelope; anybody may take it. */
  rescheduleIncoming(envelope: SentEnvelope, at: Date): Promise<void>
  /** A row of the inbox becomes a dead letter; of any other message, one is written. */
  deadLetter(envelope: SentEnvelope, from: Origin, why: DeadLetterReason): Promise<void>
  /** The broker has them: their rows in the outbox go. Batched. */
  confirmSent(envelopes: readonly SentEnvelope[]): Promise<void>
  /** Whatever is kept but not owned by this node is taken by `recovered`, a batch at a time, until `stop`. */
  start(recovered: Recovered): Promise<void>
  /** Gives back what this node owns and has not finished. */
  stop(): Promise<void>
  /** Something may be due: looks at once. For a clock that was moved. */
  look(): Promise<void>
}

/** An envelope that leaves, and how its destination keeps it. */
export interface Leaving {
  readonly envelope: SentEnvelope
  readonly kept: 'inbox' | 'queue' | 'outbox'
}

/**
 * How a message came: `inbox`: its row is there. `broker`: it has none, and the mark that it was handled is written with its
 * effects. `memory`: nobody else will ever deliver it.
 */
export type Origin = 'inbox' | 'broker' | 'memory'

export interface DeadLetterReason {
  /** `handler-failed`, `unreadable`, `unknown-message`, `expired`, … */
  readonly reason: string
  readonly error?: unknown
}

/** What becomes of rows that this node has taken. */
export interface Recovered {
  /** Of durable local queues and durable listeners. Resolves when there is room for more. */
  incoming(envelopes: readonly SentEnvelope[]): Promise<void>
  /** To be sent to their brokers. */
  outgoing(envelopes: readonly SentEnvelope[]): Promise<void>
}
