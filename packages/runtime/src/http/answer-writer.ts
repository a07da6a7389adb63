import type { Logger } from '../core/logger.js'
import type { AcceptResponse } from './accept-response.js'
import { acceptsJson } from './accepts-json.js'
import type { CreationResponse } from './creation-response.js'
import type { Exchange } from './exchange.js'
import { assertHeader, describesBody, encodeLocation } from './headers.js'
import { encodeProblem, problem, type ProblemDetails } from './problem-details.js'
import { isBodiless } from './status.js'
import { toViolations, type ValidationErrors } from './validation-errors.js'
import { shownViolations, type ParameterViolation, type Violation } from './violation.js'

/** Writes the answer of an exchange: once, and at once. */
export class AnswerWriter {
  protected readonly exchange: Exchange
  readonly #logger: Logger
  #status: number | undefined
  #headers: [name: string, value: string][] | undefined
  #answeredWith: number | undefined

  constructor(exchange: Exchange, logger: Logger) {
    this.exchange = exchange
    this.#logger = logger
  }

  get logger(): Logger {
    return this.#logger
  }

  get isAnswered(): boolean {
    return this.#answeredWith !== undefined
  }

  /** The status of the answer that was sent. */
  get answeredWith(): number | undefined {
    return this.#answeredWith
  }

  get status(): number {
    return this.#status ?? 200
  }
  set status(status: number) {
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new RangeError(`An answer has a status from 200 to 599, not ${status}.`)
    }
    this.#status = status
  }

  setHeader(name: string, value: string): void {
    assertHeader(name, value)
    this.#putHeader(name.toLowerCase(), value)
  }

  #putHeader(name: string, value: string): void {
    // Cookies are the one header of which several make sense.
    if (this.#headers === undefined) this.#headers = []
    else if (name !== 'set-cookie') this.#headers = this.#headers.filter(([each]) => each !== name)
    this.#headers.push([name, value])
  }

  writeJson(json: string, status = this.#status ?? 200): void {
    // After a write, telling a client that nothing acceptable came of it would be a lie: only reads are refused.
    if (isRead(this.exchange.method) && !acceptsJson(this.exchange.header('accept'))) {
      this.writeNotAcceptable()
    } else {
      this.#answer(status, json, 'application/json; charset=utf-8')
    }
  }

  writeText(text: string): void {
    this.#answer(this.#status ?? 200, text, 'text/plain; charset=utf-8')
  }

  writeEmpty(status = 204): void {
    this.#answer(status, undefined, undefined)
  }

  writeCreated<T>(response: CreationResponse<T>, encode?: (body: T) => string): void {
    this.#writeAt(201, response, encode)
  }

  writeAccepted<T>(response: AcceptResponse<T>, encode?: (body: T) => string): void {
    this.#writeAt(202, response, encode)
  }

  #writeAt<T>(
    status: number,
    { location, body }: { readonly location: string; readonly body: T },
    encode: ((body: T) => string) | undefined,
  ): void {
    // Encoded first: an encoder that throws must leave nothing behind.
    const json = encode === undefined || body === undefined ? undefined : encode(body)
    this.#putHeader('location', encodeLocation(location))
    this.#answer(status, json, 'application/json; charset=utf-8')
  }

  /** A redirection without a body. */
  writeLocation(status: number, location: string): void {
    this.#putHeader('location', encodeLocation(location))
    this.writeEmpty(status)
  }

  writeProblem(value: ProblemDetails): void {
    this.#answerProblem(value.status, encodeProblem(value))
  }

  /** A problem with members beside those of its own. */
  writeProblemWith(value: ProblemDetails, also: object): void {
    this.#answerProblem(value.status, encodeProblem(value, also))
  }

  writeNotFound(detail?: string): void {
    this.writeRefusal(404, detail)
  }

  writeBadRequest(detail?: string): void {
    this.writeRefusal(400, detail)
  }

  writeNotAcceptable(): void {
    this.writeRefusal(406, 'The answer is application/json, which the request does not accept.')
  }

  writeValidationErrors(errors: readonly string[] | ValidationErrors): void {
    this.writeInvalid(toViolations(errors))
  }

  /** What `handle` left open: the status that user code set, without a body. Default: 204. */
  writeRest(): void {
    if (!this.isAnswered) this.writeEmpty(this.#status ?? 204)
  }

  protected writeRefusal(status: number, detail?: string): void {
    this.writeProblem(problem({ status, ...(detail === undefined ? {} : { detail }) }))
  }

  protected writeInvalid(errors: readonly (Violation | ParameterViolation)[]): void {
    const more = errors.length - shownViolations
    const detail =
      more > 0
        ? `The request is not valid. Of its errors, ${more} more are not listed.`
        : 'The request is not valid.'
    this.writeProblemWith(problem({ status: 400, detail }), {
      errors: more > 0 ? errors.slice(0, shownViolations) : errors,
    })
  }

  #answerProblem(status: number, json: string): void {
    // Headers that describe the answer this problem takes the place of, such as `location`, would be untrue now.
    this.#headers = this.#headers?.filter(([name]) => !describesBody(name))
    this.#answer(status, json, 'application/problem+json; charset=utf-8')
  }

  #answer(status: number, body: string | undefined, contentType: string | undefined): void {
    if (this.isAnswered) {
      this.logger.warn('a second answer to one request was dropped', {
        status,
        url: this.exchange.target,
      })
      return
    }
    if (status < 300) this.beforeSuccess()
    const hasBody = body !== undefined && !isBodiless(status)
    this.exchange.send({
      status,
      headers: this.#headers,
      contentType: hasBody && !this.#hasHeader('content-type') ? contentType : undefined,
      body: hasBody ? body : undefined,
    })
    // Last: what could not be sent is no answer, and the client still waits for one.
    this.#answeredWith = status
  }

  /** May throw, where it would not be true. */
  protected beforeSuccess(): void {}

  #hasHeader(name: string): boolean {
    return this.#headers?.some(([each]) => each === name) ?? false
  }
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}
