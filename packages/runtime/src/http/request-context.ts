import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { Supplied } from '../execution/services.js'
import type { CascadeContext } from '../messaging/message-handler.js'
import type { MessageBus } from '../messaging/message-bus.js'
import type { AcceptResponse } from './accept-response.js'
import type { CreationResponse } from './creation-response.js'
import type { Parse } from './parse.js'
import type { ProblemDetails } from './problem-details.js'
import type { UploadedFile } from './uploaded-file.js'
import type { ValidationErrors } from './validation-errors.js'
import type { DecodeLater } from './violation.js'

/** What generated endpoints read a request with and answer it by. An answer is sent when it is written; only the first counts. */
export interface RequestContext extends CascadeContext {
  /** The JSON body. `undefined`: 400, 413 or 415 is already written. */
  readJson<T>(decode: DecodeLater<T>): Promise<T | undefined>
  /** The body as a form, urlencoded or multipart: an object of strings and files, or of lists where a name comes twice. */
  readForm<T>(decode: DecodeLater<T>): Promise<T | undefined>

  /** Reads a form for its files; once, also beside `readForm`. `false`: 400, 413 or 415 is already written. */
  readFiles(): Promise<boolean>
  /** Records a violation when the field is no file, or there are several. */
  file(name: string): UploadedFile | undefined
  /** Records one when it is absent, too. */
  requiredFile(name: string): UploadedFile | undefined
  /** `undefined` when there is none. */
  fileList(name: string): UploadedFile[] | undefined
  /** The same; empty when there is none. */
  requiredFileList(name: string): UploadedFile[]

  /** `undefined`: does not parse, which is a 404. */
  route<T>(name: string, parse: Parse<T>): T | undefined
  /** `undefined`: absent; `null`: does not parse. */
  optionalRoute<T>(name: string, parse: Parse<T>): T | null | undefined
  /** Records a violation when it is there and does not parse. */
  query<T>(name: string, parse: Parse<T>): T | undefined
  /** Records one when it is absent, too. */
  requiredQuery<T>(name: string, parse: Parse<T>): T | undefined
  /** `?tag=a&tag=b`; `undefined` when absent. */
  queryList<T>(name: string, parse: Parse<T>): T[] | undefined
  /** The same; empty when absent. */
  requiredQueryList<T>(name: string, parse: Parse<T>): T[]
  header<T>(name: string, parse: Parse<T>): T | undefined
  requiredHeader<T>(name: string, parse: Parse<T>): T | undefined
  /** `X-Tags: a, b`, or several lines of it; `undefined` when absent. */
  headerList<T>(name: string, parse: Parse<T>): T[] | undefined
  /** The same; empty when absent. */
  requiredHeaderList<T>(name: string, parse: Parse<T>): T[]
  cookie<T>(name: string, parse: Parse<T>): T | undefined
  requiredCookie<T>(name: string, parse: Parse<T>): T | undefined
  /** Whether a violation was recorded. */
  readonly refused: boolean

  /** 400 problem that lists every recorded violation. */
  writeViolations(): void
  /** 404 problem. */
  writeNotFound(detail?: string): void
  /** 400 problem. */
  writeBadRequest(detail?: string): void
  writeProblem(problem: ProblemDetails): void
  /** 400 problem; the messages are listed like violations. */
  writeValidationErrors(errors: readonly string[] | ValidationErrors): void
  /** Text that is JSON already. Default: 200. */
  writeJson(json: string, status?: number): void
  /** 200 `text/plain`. */
  writeText(text: string): void
  /** Default: 204. */
  writeEmpty(status?: number): void
  /** 201 with `Location`. Without `encode`, or when the body is `undefined`, there is no body. */
  writeCreated<T>(response: CreationResponse<T>, encode?: (body: T) => string): void
  /** 202 with `Location`. Without `encode`, or when the body is `undefined`, there is no body. */
  writeAccepted<T>(response: AcceptResponse<T>, encode?: (body: T) => string): void

  /** What the application supplies; a `PerExecution` is made once per execution and disposed at its end. */
  service<T>(supplied: Supplied<T>): T
  /** What it did not supply is made here, and disposed at the execution's end when it can be. */
  service<T>(supplied: Supplied<T> | undefined, make: () => T): T

  /** What user code sends with: it leaves with the commit. */
  readonly bus: MessageBus
  /** Commits what was sent, where no session does. */
  commitMessages(): Promise<void>

  /** The time this execution began, one value per execution. */
  now(): Date
  readonly logger: Logger
  readonly clock: Clock
  readonly tenant: string | undefined
  /** @throws {ProblemError} 400 when the request has no tenant. */
  requireTenant(): string
  /** An error of an `afterCommit` method: logged, never changes the answer. */
  logAfterCommit(error: unknown): void
}
