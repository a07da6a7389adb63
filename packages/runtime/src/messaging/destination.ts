import type { SentEnvelope } from './envelope.js'
import type { Leaving } from './message-store.js'

/** Where messages are sent: a queue of this process, or a sender of a broker. */
export interface Destination {
  /** Of the endpoint, or the local queue. */
  readonly name: string
  /** Where an answer to what is sent there is expected; `undefined`: nowhere, or it does not leave the process. */
  readonly replyTo: string | undefined
  /** How a message is kept until it has arrived. `undefined`: in memory alone. `waits`: it is not to be released now. */
  leaving(envelope: SentEnvelope, waits: boolean): Leaving | undefined
  /** What `leaving` had wait for want of room is stored, or its unit has failed. */
  settled(): void
  /**
   * It may go: what it is kept with is committed. Where the sender has to wait, the promise rejects when it did not arrive, and
   * then it is nowhere.
   */
  release(envelope: SentEnvelope): Promise<void> | undefined
  /** What did not arrive is sent as often as it takes, behind the back of its sender. */
  resend(envelope: SentEnvelope): void
}

/** One place that a message goes to. */
export interface Route {
  readonly destination: Destination
  /** The one handler that it is for, of several. */
  readonly handler: string | undefined
}

/** Of a message that is sent to nobody: of one that is invoked, and of one that nobody receives. */
export function nowhere(name: string): Destination {
  return {
    name,
    replyTo: undefined,
    leaving: () => undefined,
    settled() {},
    release: () => undefined,
    resend() {},
  }
}
