/** The HTTP request that is answered, and what of the answer is set beside its body. */
export interface HttpContext {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  /** Aborted when the client goes away before the answer was written. */
  readonly signal: AbortSignal
  /** The status of an answer nobody else writes, such as that of an `HttpResult`. Default: 200. */
  status: number
  /** A header of the answer, whichever it will be. A problem drops `content-*` headers and `location`. */
  setHeader(name: string, value: string): void
}
