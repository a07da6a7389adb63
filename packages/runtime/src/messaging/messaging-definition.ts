import type { Duration } from '../core/duration.js'

// What `critter.config.ts` says of messaging, compiled in: names, modes and routes. Addresses of brokers, passwords and what
// one environment does differently are given to `createApp`.

export interface BufferingLimits {
  /** Stop listening above this many messages; what is sent to a local queue waits in the database then. Default: 1000. */
  readonly max?: number
  /** Listen again at this many, or take what waits. Default: half of `max`. */
  readonly restart?: number
}

export type Processing =
  | {
      readonly mode: 'inline'
      /** Listeners side by side; with more than one, no order. Default: 1. */
      readonly listeners?: number
    }
  | {
      readonly mode: 'buffered' | 'durable'
      readonly limits?: BufferingLimits
      /** How many messages are handled at once. Default: 10. */
      readonly parallel?: number
      /** `strict`: one after the other. `by-group`: those of one group. Default: `any`. */
      readonly order?: 'any' | 'strict' | 'by-group'
    }

export interface EndpointDefinition {
  /** `local`, `postgres`, or the name of a transport that `createApp` is given. */
  readonly transport: string
  /** What the transport calls it: a queue, an exchange. */
  readonly address: string
  readonly listen: boolean
  readonly processing: Processing
  /** Of an endpoint that listens to a broker. Default: it never rests. */
  readonly circuitBreaker?: CircuitBreakerOptions
}

/** When a listener rests because too much of what it receives fails. */
export interface CircuitBreakerOptions {
  /** Which share of the attempts, from 0 to 1. Default: 0.15. */
  readonly failureShare?: number
  /** Fewer attempts than this say nothing. Default: 10. */
  readonly minimum?: number
  /** Attempts older than this do not count. Default: 10 minutes. */
  readonly within?: Duration
  /** How long it rests. Default: 5 minutes. */
  readonly pause?: Duration
}

export interface MessagingDefinition {
  /** By name. */
  readonly endpoints: Readonly<Record<string, EndpointDefinition>>
  /** Wire names, `*` at the end allowed. The first that matches decides. */
  readonly routes: readonly Route[]
  readonly durableInbox: 'all-listeners' | 'as-declared'
  readonly durableOutbox: 'all-senders' | 'as-declared'
}

export interface Route {
  readonly messages: readonly string[]
  readonly to: readonly string[]
}

/** What one environment does differently from `critter.config.ts`. */
export interface EndpointOverrides {
  /** Whether this process receives its messages. */
  readonly listen?: boolean
  /** Of an inline endpoint. */
  readonly listeners?: number
  /** Of a buffered or durable one. */
  readonly parallel?: number
  readonly limits?: BufferingLimits
  /** Of an endpoint that listens to a broker. */
  readonly circuitBreaker?: CircuitBreakerOptions
}
