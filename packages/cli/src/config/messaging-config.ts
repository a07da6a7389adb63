// What a config says of messaging: names, modes and routes, known when the code is compiled. Addresses of brokers and passwords
// are known when it runs, and are given to `createApp`.

/** Of a buffered or durable endpoint that listens: how many messages wait in memory. */
export interface BufferingLimits {
  /** Stop listening above this many messages. Default: 1000. */
  readonly max?: number
  /** Listen again at this many. Default: half of `max`. */
  readonly restart?: number
}

/**
 * How messages of an endpoint are handled and sent.
 *
 * - `inline`: the broker is answered when a message has been handled, and has confirmed a message before its sender goes on.
 * - `buffered`: in memory between the two. Fast, and what waits there is lost with the process.
 * - `durable`: a row in Postgres between the two, so nothing is lost with the process.
 */
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

/** An endpoint that messages may come from. */
export type Listening = Processing & {
  /** Messages that arrive there are handled by this application. Default: false, it only sends there. */
  readonly listen?: boolean
  /** Of one that listens to a broker. Default: it never rests. */
  readonly circuitBreaker?: CircuitBreakerOptions
}

/** When a listener rests because too much of what it receives fails. */
export interface CircuitBreakerOptions {
  /** Which share of the attempts, from 0 to 1. Default: 0.15. */
  readonly failureShare?: number
  /** Fewer attempts than this say nothing. Default: 10. */
  readonly minimum?: number
  /** Attempts older than this do not count: `{ minutes: 10 }`, which is the default. */
  readonly within?: Amount
  /** How long it rests. Default: `{ minutes: 5 }`. */
  readonly pause?: Amount
}

/** An amount of time, at least one unit. As the runtime's `Duration`, which a config need not have. */
export type Amount = {
  [U in TimeUnit]: Readonly<Record<U, number> & Partial<Record<TimeUnit, number>>>
}[TimeUnit]
export type TimeUnit = 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds'

/** Of a queue: what is sent to these exchanges goes to it as well. */
export interface Bound {
  readonly from?: Binding | readonly Binding[]
}

/** An exchange, of which every message is wanted or those of some topics: words between dots, `*` any one, `#` any number. */
export type Binding = string | { readonly exchange: string; readonly topics?: readonly string[] }

/** A place that messages are sent to or come from. Made by `localQueue`, `postgresQueue`, `rabbitmqQueue` and their like. */
export interface MessagingEndpoint {
  /** `local`, `postgres`, or the name under which `createApp` is given the transport. */
  readonly transport: string
  /** What the transport calls it: `queue/images`. Of a local queue `''`: it is called like the endpoint. */
  readonly address: string
  readonly listen: boolean
  readonly processing: Processing
  readonly circuitBreaker?: CircuitBreakerOptions
}

/**
 * Places for messages, and which messages are sent where.
 *
 *     messaging: {
 *       endpoints: { mail: rabbitmqQueue('mail', { mode: 'durable', listen: true }) },
 *       routes: [{ messages: 'mail-*', to: 'mail' }],
 *     }
 */
export interface MessagingConfig {
  /** By the name that routes, `toEndpoint` and `createApp({ endpoints })` use. */
  readonly endpoints?: Readonly<Record<string, MessagingEndpoint>>
  /** The first that matches decides; none: handlers of this application, then conventions of a broker. */
  readonly routes?: readonly MessageRoute[]
  /** `all-listeners`: a row in Postgres for every message that arrives, whatever its endpoint says. Default: `as-declared`. */
  readonly durableInbox?: 'all-listeners' | 'as-declared'
  /** `all-senders`: a row in Postgres for every message that is sent, whatever its endpoint says. Default: `as-declared`. */
  readonly durableOutbox?: 'all-senders' | 'as-declared'
}

export interface MessageRoute {
  /** Wire names, `*` at the end allowed: `order-*`. */
  readonly messages: string | readonly string[]
  /** Names of endpoints; every one of them receives the message. */
  readonly to: string | readonly string[]
}
