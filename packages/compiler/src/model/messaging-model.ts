// What `critter.config.ts` says of messaging, as plain data. The runtime's definition has the same shape: what is compiled in
// is printed from this.

export interface BufferingLimitsModel {
  readonly max?: number
  readonly restart?: number
}

export type ProcessingModel =
  | { readonly mode: 'inline'; readonly listeners?: number }
  | {
      readonly mode: 'buffered' | 'durable'
      readonly limits?: BufferingLimitsModel
      readonly parallel?: number
      readonly order?: 'any' | 'strict' | 'by-group'
    }

export interface MessagingEndpointModel {
  /** `local`, `postgres`, or the name of a transport that `createApp` is given. */
  readonly transport: string
  readonly address: string
  readonly listen: boolean
  readonly processing: ProcessingModel
  readonly circuitBreaker?: CircuitBreakerModel
}

/** When a listener rests. */
export interface CircuitBreakerModel {
  readonly failureShare?: number
  readonly minimum?: number
  readonly within?: Readonly<Record<string, number>>
  readonly pause?: Readonly<Record<string, number>>
}

export interface MessagingModel {
  /** By name. */
  readonly endpoints: Readonly<Record<string, MessagingEndpointModel>>
  readonly routes: readonly MessageRouteModel[]
  readonly durableInbox: 'all-listeners' | 'as-declared'
  readonly durableOutbox: 'all-senders' | 'as-declared'
}

export interface MessageRouteModel {
  /** Wire names, `*` at the end allowed. */
  readonly messages: readonly string[]
  /** Names of endpoints. */
  readonly to: readonly string[]
}
