import type { UnitCommand } from '../postgres/unit-of-work.js'
import type { SentEnvelope } from './envelope.js'
import type { WireMessage } from './transport.js'

/**
 * Where the runtime keeps what must not be lost. Implemented on Postgres by `durability/`.
 *
 * A row belongs to the node that has it in memory, or waits for any node that has its destination: because it is scheduled,
 * because there was no room, or because its node has gone.
 */
export interface MessageStore {
  /**
   * Rows for messages that leave with a unit of work. They belong to this node, whose caller releases them after the commit;
   * when the outcome of the commit is not known, the store itself gives them back.
   */
  storeCommands(leaving: readonly Leaving[]): readonly UnitCommand[]
  /**
   * Says in a unit of work that this message is handled. Raises a `DuplicateMessageError` when it was before, or when another
   * node has taken it over.
   */
  handledCommands(envelope: SentEnvelope, from: Origin): readonly UnitCommand[]
  /** Commits commands by themselves. */
  commit(commands: readonly UnitCommand[]): Promise<void>
  /** Says that it is handled, in a batch with others. Waits while the database is away. */
  markHandled(envelope: SentEnvelope, from: Origin): Promise<void>
  /**
   * Writes what a durable listener received; resolves with those that were not there before, in their order. Batched.
   *
   * @throws {DatabaseUnavailableError} when it is not known to be written: the broker must deliver it again.
   */
  storeIncoming(envelopes: readonly SentEnvelope[]): Promise<readonly SentEnvelope[]>
  /**
   * A row that is for several handlers becomes one row for each, at once or not at all; resolves with those that this node is
   * to handle. Waits while the database is away.
   */
  divide(
    whole: SentEnvelope,
    from: 'local' | 'received',
    parts: readonly SentEnvelope[],
  ): Promise<readonly SentEnvelope[]>
  /** Its row in the inbox, made if it has none, waits until then with the attempt of the envelope. */
  rescheduleIncoming(envelope: SentEnvelope, from: Origin, at: Date): Promise<void>
  /**
   * Its row becomes a dead letter; of a message without a row, one is written. `gone`: nothing was written, because the row
   * says that it was handled before, or is another node's.
   */
  deadLetter(
    envelope: SentEnvelope,
    from: Origin | 'outbox',
    why: DeadLetterReason,
  ): Promise<'stored' | 'gone'>
  /** The broker has them: their rows in the outbox go. Batched; waits while the database is away. */
  confirmSent(envelopes: readonly SentEnvelope[]): Promise<void>
  /** What waits for destinations of this node is taken, a batch at a time as there is room, until `stop`. */
  start(taking: Taking): Promise<void>
  /** Gives back what this node owns and has not finished. */
  stop(): Promise<void>
  /** Something may be due: looks at once, and resolves when what is due was taken. For a clock that was moved. */
  look(): Promise<void>
  /** When the next of all that waits for its time is due; `undefined` when nothing waits. For a clock that is moved. */
  nextDue(): Promise<Date | undefined>
  /** There is room again for messages of this destination. Cheap: asks the database only where more is known to wait. */
  hasRoom(destination: string): void
}

/** An envelope that leaves, and how its destination keeps it. One with `scheduledFor` in the future waits until then. */
export type Leaving =
  | {
      /** `inbox`: of a local queue, to be handled here. `outbox`: of a broker, to be sent. */
      readonly kept: 'inbox' | 'outbox'
      readonly envelope: SentEnvelope
      /** There is no room for it in memory: its row waits, and is not released after the commit. */
      readonly waits?: boolean
    }
  | {
      /** Of a Postgres queue: it has arrived with the commit. */
      readonly kept: 'queue'
      readonly envelope: SentEnvelope
      /** What the queue is called in the database, whoever reads it. */
      readonly address: string
      readonly message: WireMessage
    }

/**
 * How a message came. `local`: its row is in the inbox, and goes when it is handled. `received`: its row is in the inbox, and
 * stays for a while as the mark by which a broker's second delivery is known. `broker`: it has no row, and that mark is
 * written with its effects. `memory`: nobody else will ever deliver it.
 */
export type Origin = 'local' | 'received' | 'broker' | 'memory'

export interface DeadLetterReason {
  /** `handler-failed`, `unreadable`, `unknown-message`, `expired`, … */
  readonly reason: string
  readonly error?: unknown
}

/** What becomes of rows that waited. */
export interface Taking {
  /** Where this node takes rows for, and for how many there is room. Asked before each look at the database. */
  room(): { readonly incoming: readonly Room[]; readonly outgoing: readonly Room[] }
  /** The look found everything that waits for these. */
  caughtUp(kept: 'inbox' | 'outbox', destinations: readonly string[]): void
  /** They are of local queues (`local`) and listeners (`received`), durable or not, and belong to this node now. */
  incoming(envelopes: readonly SentEnvelope[]): void
  /** To be sent to their brokers. */
  outgoing(envelopes: readonly SentEnvelope[]): void
  /** Rows wait for destinations that are not among those of `room`. Told at the start, and again now and then. */
  unclaimed(kept: 'inbox' | 'outbox', destinations: readonly string[]): void
}

export interface Room {
  readonly destination: string
  readonly count: number
}
