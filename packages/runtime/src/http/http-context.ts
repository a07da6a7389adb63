/** The HTTP request that is answered, and what of the answer is set beside its body. */
export interface HttpContext {
  /** In capitals: `GET`. */
  readonly method: string
  /** With the host that the request names. */
  readonly url: URL
  /** Of the request. */
  readonly headers: Headers
  /** Aborted when the client goes away before the answer was written. */
  readonly signal: AbortSignal
  /**
   * The status of an answer whose status nothing else decides: JSON and text, an answer without a body, an `HttpResult` of your
   * own. A problem, `created` and `accepted` have their own. Default: 200, and 204 where nothing is written; 200 is read until
   * it is set.
   *
   * @throws {RangeError} when it is set to anything but a whole number from 200 to 599.
   */
  status: number
  /**
   * A header of the answer, whichever it will be. A problem drops those that describe another answer: `content-*`,
   * `location`, `etag`, `last-modified`, `cache-control`, `expires` and `accept-ranges`. Set twice, the last value counts;
   * only `set-cookie` is sent as often as it was set.
   *
   * @throws {TypeError} when the name is no token, or the value has line breaks, other control characters or characters
   * beyond Latin-1.
   */
  setHeader(name: string, value: string): void
}
