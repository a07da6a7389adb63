/**
 * One request and the place for its answer, as an adapter sees them. Whatever costs something (`url`, `headers`,
 * `signal`) is made when it is first asked for.
 */
export interface Exchange {
  readonly method: string
  /** Path and query string as they came: `/todos?page=2`. */
  readonly target: string
  readonly url: URL
  readonly headers: Headers
  readonly signal: AbortSignal
  /** Whether the client has gone without an answer. */
  readonly isAborted: boolean
  /** By its lower-case name. */
  header(name: string): string | undefined
  /** Decoded; `undefined` when the route has none or it is left out. */
  routeValue(name: string): string | undefined
  /** Whether there is a body, if only an empty one whose length was not announced. */
  readonly hasBody: boolean
  /**
   * The whole body; empty when there is none, `undefined` when it is longer than `limit` bytes.
   *
   * @throws {ClientGoneError} when the client breaks off.
   */
  readBody(limit: number): Promise<Uint8Array | undefined> | Uint8Array
  /** Once. The adapter leaves the body out where the method is `HEAD`. */
  send(answer: Answer): void
}

export interface Answer {
  readonly status: number
  /** Beside `contentType`; `undefined` when there are none. */
  readonly headers: readonly (readonly [name: string, value: string])[] | undefined
  readonly contentType: string | undefined
  readonly body: string | undefined
}

/** The client went away before its request was read or answered: nobody is left to tell. */
export class ClientGoneError extends Error {
  constructor(options?: ErrorOptions) {
    super('The client closed the connection before the request was answered.', options)
  }
}
