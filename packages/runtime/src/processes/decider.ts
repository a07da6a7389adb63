import type { Type } from '../core/type.js'
import type { Delivery } from '../messaging/delivery.js'
import type { Deadline } from './deadline.js'

/** What one message does to a process or aggregate, with every guard the compiler adds and without a database. Generated. */
export interface Decider<S extends object> {
  readonly type: Type<S>
  /** Before anything is recorded. */
  initial(): S
  /** Changes the state in place; an event that nobody applies changes nothing. */
  evolve(state: S, event: object): void
  /** @throws {StreamExistsError} when a process is started that is there already, and that is not to be ignored. */
  decide(history: History<S>, message: object): Decided
  /** Of a process: events after which messages change nothing any more. */
  readonly endsWith?: readonly Type[]
  /** Of a process: wire names of what its deadlines send when they pass. */
  readonly deadlines?: readonly DeadlineMessage[]
}

export interface DeadlineMessage {
  /** What the deadline waits for. */
  readonly awaited: Type
  readonly message: string
}

/** What has been recorded so far. */
export interface History<S extends object> {
  /** `null`: nothing yet. */
  readonly state: S | null
  /** Whether an event of this class is among it. */
  has(event: Type): boolean
}

export interface Decided {
  /** To be appended, in this order. */
  readonly events: readonly object[]
  /** To be sent after the commit. */
  readonly messages: readonly Delivery[]
  readonly deadlines: readonly Deadline<object>[]
}

/** The message changes nothing. */
export const nothing: Decided = { events: [], messages: [], deadlines: [] }
