import type { SentEnvelope } from '../messaging/envelope.js'

/**
 * What watches an application as it runs, for traces and metrics. It must neither throw nor wait. An application that has none
 * pays for nothing but the question whether it has one.
 */
export interface Instrumentation {
  /** A request came in. */
  readonly request: (request: WatchedRequest) => Watched<RequestOutcome>
  /** Somebody sends a message; whether it leaves is known when its execution commits. */
  readonly sending: (envelope: SentEnvelope) => WatchedSending
  /** A handler begins with a message, or with those of a batch. */
  readonly attempt: (attempt: WatchedAttempt) => Watched<AttemptOutcome>
  /** The application stops. */
  readonly stop: () => void
}

export interface Watched<Outcome> {
  /** Runs what is watched, so that what it starts is known to belong to it. */
  readonly run: <T>(work: () => T) => T
  /** Once. */
  ended(outcome: Outcome): void
}

export interface WatchedRequest {
  readonly method: string
  /** As it is declared, `/orders/:id`; `undefined`: nothing is served there. */
  readonly route: string | undefined
  /** Path and query string as they came. */
  readonly target: string
  readonly url: URL
  readonly header: (name: string) => string | undefined
}

export interface RequestOutcome {
  readonly status: number
  /** What the endpoint threw, if it did; not everything that is thrown is a failure. */
  readonly error: unknown
}

export interface WatchedSending {
  /** The same, with headers that whoever handles it is told by where it came from. */
  readonly envelope: SentEnvelope
  /** It leaves: what it was sent with is committed. */
  released(): void
}

export interface WatchedAttempt {
  /** One, or those of a batch. */
  readonly envelopes: readonly [SentEnvelope, ...SentEnvelope[]]
  readonly handler: string
  /** Whether its sender waits here for the answer. */
  readonly isInvoked: boolean
}

export type AttemptOutcome =
  /** `halted`: there was no time left to finish, and it is tried again elsewhere. */
  | { readonly kind: 'executed' | 'stopped' | 'duplicate' | 'halted' }
  | { readonly kind: 'failed'; readonly error: unknown }

/** What an instrumentation may ask of the application that it watches. */
export interface WatchedApp {
  /** Of the runtime. */
  readonly version: string
  /** What carries the messages of a destination: `rabbitmq`, `postgresql`; `critter` within the process. */
  readonly systemOf: (destination: string) => string
  /** What waits in the database; asked when somebody collects metrics. */
  readonly backlog: () => Promise<Backlog>
  /** Something went wrong with watching. */
  readonly failed: (error: unknown) => void
}

/** How many rows there are. None is counted beyond 100_000. */
export interface Backlog {
  /** Messages that are due and not handled. */
  readonly inbox: number
  /** Messages that are due and not sent. */
  readonly outbox: number
  readonly deadLetters: number
}
