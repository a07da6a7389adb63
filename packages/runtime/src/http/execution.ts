// One idea, so one file: everything a handler reads from a request and writes to its answer.
import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { AcceptResponse } from './accept-response.js'
import { acceptsJson } from './accepts-json.js'
import type { CreationResponse } from './creation-response.js'
import { cookieOf } from './cookies.js'
import type { Exchange } from './exchange.js'
import { assertHeader, describesBody, encodeLocation } from './headers.js'
import type { HttpContext } from './http-context.js'
import type { Parse } from './parse.js'
import { encodeProblem, problem, ProblemError, type ProblemDetails } from './problem-details.js'
import { isForm, isJson } from './media-types.js'
import { parseForm } from './parse-form.js'
import { parseJson } from './parse-json.js'
import { queryValues } from './query-values.js'
import type { RequestContext } from './request-context.js'
import { ExecutionServices } from './execution-services.js'
import type { Scope, Supplied } from './services.js'
import { isBodiless } from './status.js'
import { toViolations, type ValidationErrors } from './validation-errors.js'
import type { Decode, ParameterViolation, Violation } from './violation.js'

/** What an execution needs of the application. */
export interface ExecutionHost {
  readonly clock: Clock
  readonly logger: Logger
  /** In bytes. */
  readonly bodyLimit: number
  tenantOf(http: HttpContext): string | undefined
  openSession(tenant: string | undefined): DocumentSession
}

/** One request from its first read to its answer, and the services and the session that live as long. */
export class HttpExecution implements HttpContext, RequestContext, Scope {
  readonly #host: ExecutionHost
  readonly #exchange: Exchange
  readonly #beganAt: Date
  #status: number | undefined
  #headers: [name: string, value: string][] | undefined
  #isAnswered = false
  #violations: ParameterViolation[] | undefined
  #tenant: string | null | undefined
  #session: DocumentSession | undefined
  #services: ExecutionServices | undefined

  constructor(host: ExecutionHost, exchange: Exchange) {
    this.#host = host
    this.#exchange = exchange
    this.#beganAt = host.clock.now()
  }

  get method(): string {
    return this.#exchange.method
  }
  get url(): URL {
    return this.#exchange.url
  }
  get headers(): Headers {
    return this.#exchange.headers
  }
  get signal(): AbortSignal {
    return this.#exchange.signal
  }
  get logger(): Logger {
    return this.#host.logger
  }
  get clock(): Clock {
    return this.#host.clock
  }
  get tenant(): string | undefined {
    // `null` says that it was looked for.
    if (this.#tenant === undefined) this.#tenant = this.#host.tenantOf(this) ?? null
    return this.#tenant ?? undefined
  }
  get session(): DocumentSession {
    return (this.#session ??= this.#host.openSession(this.tenant))
  }
  get isAnswered(): boolean {
    return this.#isAnswered
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

  // ─── reading

  async readJson<T>(decode: Decode<T>): Promise<T | undefined> {
    if (!this.#takesBody(isJson, 'application/json')) return undefined
    const read = this.#exchange.readBody(this.#host.bodyLimit)
    const bytes = read instanceof Promise ? await read : read
    if (bytes === undefined) return this.#writeTooLong()
    const parsed = parseJson(bytes)
    if (parsed.kind === 'value') return this.#decode(parsed.value, decode)
    if (parsed.kind === 'malformed') return this.#writeProblem(400, parsed.detail)
    return this.#writeInvalid([parsed.violation])
  }

  async readForm<T>(decode: Decode<T>): Promise<T | undefined> {
    if (!this.#takesBody(isForm, 'application/x-www-form-urlencoded')) return undefined
    const bytes = await this.#exchange.readBody(this.#host.bodyLimit)
    return bytes === undefined ? this.#writeTooLong() : this.#decode(parseForm(bytes), decode)
  }

  #decode<T>(value: unknown, decode: Decode<T>): T | undefined {
    const violations: Violation[] = []
    const decoded = decode(value, violations)
    return violations.length === 0 ? decoded : this.#writeInvalid(violations)
  }

  /** Looks at the headers only; what is wrong with them is answered. */
  #takesBody(isExpected: (contentType: string) => boolean, expected: string): boolean {
    const contentType = this.#exchange.header('content-type')
    if (contentType === undefined) {
      const hasBody = this.#exchange.hasBody
      if (hasBody) this.#writeProblem(415, `Expected ${expected}, found no content-type.`)
      else this.#writeProblem(400, `Expected a body of ${expected}, found none.`)
      return false
    }
    if (!isExpected(contentType)) {
      this.#writeProblem(415, `Expected ${expected}, found ${contentType}.`)
      return false
    }
    const encoding = this.#exchange.header('content-encoding')
    if (encoding === undefined || encoding === 'identity') return true
    this.#writeProblem(415, `Expected a body without content-encoding, found ${encoding}.`)
    return false
  }

  route<T>(name: string, parse: Parse<T>): T | undefined {
    const text = this.#exchange.routeValue(name)
    return text === undefined ? undefined : parse(text)
  }

  optionalRoute<T>(name: string, parse: Parse<T>): T | null | undefined {
    const text = this.#exchange.routeValue(name)
    if (text === undefined || text === '') return undefined
    return parse(text) ?? null
  }

  query<T>(name: string, parse: Parse<T>): T | undefined {
    const texts = queryValues(this.#exchange.target, name)
    if (texts.length === 0) return undefined
    if (texts.length > 1)
      return this.#refuse('query', name, `expected one value, found ${texts.length}`)
    return this.#parse('query', name, texts[0]!, parse)
  }

  requiredQuery<T>(name: string, parse: Parse<T>): T | undefined {
    if (queryValues(this.#exchange.target, name).length === 0)
      return this.#refuse('query', name, missing(parse))
    return this.query(name, parse)
  }

  queryList<T>(name: string, parse: Parse<T>): T[] | undefined {
    const texts = queryValues(this.#exchange.target, name)
    return texts.length === 0 ? undefined : this.#parseAll(name, texts, parse)
  }

  requiredQueryList<T>(name: string, parse: Parse<T>): T[] {
    return this.#parseAll(name, queryValues(this.#exchange.target, name), parse)
  }

  header<T>(name: string, parse: Parse<T>): T | undefined {
    const text = this.#exchange.header(name.toLowerCase())
    return text === undefined ? undefined : this.#parse('header', name, text, parse)
  }

  requiredHeader<T>(name: string, parse: Parse<T>): T | undefined {
    if (this.#exchange.header(name.toLowerCase()) !== undefined) return this.header(name, parse)
    return this.#refuse('header', name, missing(parse))
  }

  cookie<T>(name: string, parse: Parse<T>): T | undefined {
    const text = cookieOf(this.#exchange.header('cookie'), name)
    return text === undefined ? undefined : this.#parse('cookie', name, text, parse)
  }

  requiredCookie<T>(name: string, parse: Parse<T>): T | undefined {
    if (cookieOf(this.#exchange.header('cookie'), name) !== undefined)
      return this.cookie(name, parse)
    return this.#refuse('cookie', name, missing(parse))
  }

  get refused(): boolean {
    return this.#violations !== undefined
  }

  #parse<T>(
    place: ParameterViolation['in'],
    name: string,
    text: string,
    parse: Parse<T>,
  ): T | undefined {
    const value = parse(text)
    return value === undefined ? this.#refuse(place, name, expected(parse)) : value
  }

  #parseAll<T>(name: string, texts: readonly string[], parse: Parse<T>): T[] {
    return texts.flatMap((text) => this.#parse('query', name, text, parse) ?? [])
  }

  #refuse(place: ParameterViolation['in'], parameter: string, detail: string): undefined {
    this.#violations ??= []
    this.#violations.push({ parameter, in: place, detail })
  }

  // ─── answering

  writeViolations(): void {
    this.#writeInvalid(this.#violations ?? [])
  }

  writeValidationErrors(errors: readonly string[] | ValidationErrors): void {
    this.#writeInvalid(toViolations(errors))
  }

  writeNotFound(detail?: string): void {
    this.#writeProblem(404, detail)
  }

  writeBadRequest(detail?: string): void {
    this.#writeProblem(400, detail)
  }

  writeProblem(value: ProblemDetails): void {
    this.#answerProblem(value.status, encodeProblem(value))
  }

  writeJson(json: string, status = this.#status ?? 200): void {
    // After a write, telling a client that nothing acceptable came of it would be a lie: only reads are refused.
    if (isRead(this.#exchange.method) && !acceptsJson(this.#exchange.header('accept'))) {
      return this.writeNotAcceptable()
    }
    this.#answer(status, json, 'application/json; charset=utf-8')
  }

  writeNotAcceptable(): void {
    this.#writeProblem(406, 'The answer is application/json, which the request does not accept.')
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

  /** A redirection without a body. */
  writeLocation(status: number, location: string): void {
    this.#setLocation(location)
    this.writeEmpty(status)
  }

  /** What `handle` left open: the status that user code set, without a body. Default: 204. */
  writeRest(): void {
    if (!this.#isAnswered) this.writeEmpty(this.#status ?? 204)
  }

  /** A problem with members beside those of its own. */
  writeProblemWith(value: ProblemDetails, also: object): void {
    this.#answerProblem(value.status, encodeProblem(value, also))
  }

  #writeAt<T>(
    status: number,
    response: { location: string; body: T },
    encode?: (body: T) => string,
  ): void {
    // Encoded first: an encoder that throws must leave nothing behind.
    const json =
      encode === undefined || response.body === undefined ? undefined : encode(response.body)
    this.#setLocation(response.location)
    if (json === undefined) this.#answer(status, undefined, undefined)
    else this.#answer(status, json, 'application/json; charset=utf-8')
  }

  #setLocation(location: string): void {
    this.#putHeader('location', encodeLocation(location))
  }

  #writeProblem(status: number, detail?: string): undefined {
    this.writeProblem(problem({ status, ...(detail === undefined ? {} : { detail }) }))
  }

  #writeTooLong(): undefined {
    return this.#writeProblem(413, tooLong(this.#host.bodyLimit))
  }

  #writeInvalid(errors: readonly (Violation | ParameterViolation)[]): undefined {
    this.writeProblemWith(problem({ status: 400, detail: 'The request is not valid.' }), { errors })
  }

  #answerProblem(status: number, json: string): void {
    // Headers that describe the answer this problem takes the place of, such as `location`, would be untrue now.
    this.#headers = this.#headers?.filter(([name]) => !describesBody(name))
    this.#answer(status, json, 'application/problem+json; charset=utf-8')
  }

  #answer(status: number, body: string | undefined, contentType: string | undefined): void {
    if (this.#isAnswered) {
      this.logger.warn('a second answer to one request was dropped', {
        status,
        url: this.#exchange.target,
      })
      return
    }
    this.#isAnswered = true
    const hasBody = body !== undefined && !isBodiless(status)
    this.#exchange.send({
      status,
      headers: this.#headers,
      contentType: hasBody && !this.#hasHeader('content-type') ? contentType : undefined,
      body: hasBody ? body : undefined,
    })
  }

  #hasHeader(name: string): boolean {
    return this.#headers?.some(([each]) => each === name) ?? false
  }

  // ─── the execution itself

  service<T>(supplied: Supplied<T>): T
  service<T>(supplied: Supplied<T> | undefined, make: () => T): T
  service<T>(supplied: Supplied<T> | undefined, make?: () => T): T {
    this.#services ??= new ExecutionServices(this)
    return this.#services.get(supplied, make)
  }

  now(): Date {
    return this.#beganAt
  }

  requireTenant(): string {
    if (this.tenant !== undefined) return this.tenant
    throw new ProblemError({ status: 400, detail: 'The request names no tenant.' })
  }

  logAfterCommit(error: unknown): void {
    this.logger.error('a step after the commit failed', { url: this.#exchange.target, error })
  }

  /** Ends what lived as long as this execution. */
  async dispose(): Promise<void> {
    await this.#services?.dispose()
  }

  get hasServices(): boolean {
    return this.#services !== undefined
  }
}

/** Why a body was not read. */
export function tooLong(limit: number): string {
  return `The body is longer than ${limit} bytes.`
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

function expected(parse: Parse<unknown>): string {
  return parse.expected === undefined ? 'is not valid' : `expected ${parse.expected}`
}

function missing(parse: Parse<unknown>): string {
  return `${expected(parse)}, found nothing`
}
