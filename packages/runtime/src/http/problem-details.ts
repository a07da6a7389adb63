import { reasonOf } from './status.js'

/** What a problem says. */
export interface ProblemInit<Status extends number = number> {
  /** From 200 to 599. */
  readonly status: Status
  /** Default: the phrase of the status, `Not Found`. */
  readonly title?: string
  /** What is wrong this time. */
  readonly detail?: string
  /** A URI that names the kind of problem. Default: `about:blank`. */
  readonly type?: string
  /** Become members of the problem itself; the standard members win over extensions of the same name. */
  readonly extensions?: Readonly<Record<string, unknown>>
}

let make: <Status extends number>(init: ProblemInit<Status>) => ProblemDetails<Status>

/** Stops the chain. RFC 9457 on the wire, where `extensions` become members of the problem itself. */
export class ProblemDetails<out Status extends number = number> {
  readonly status: Status
  readonly title: string | undefined
  readonly detail: string | undefined
  readonly type: string | undefined
  readonly extensions: Readonly<Record<string, unknown>>
  // Makes the class nominal: a plain object of the same members is data.
  readonly #problem = true

  private constructor(init: ProblemInit<Status>) {
    this.status = init.status
    this.title = init.title
    this.detail = init.detail
    this.type = init.type
    this.extensions = init.extensions ?? {}
  }

  static {
    make = (init) => new ProblemDetails(init)
    // Unread, the brand would count as a mistake.
    // eslint-disable-next-line @typescript-eslint/no-meaningless-void-operator
    void ((each: ProblemDetails) => each.#problem)
  }
}

/**
 * A problem to return from a before-method or an endpoint.
 *
 * @throws {RangeError} when the status is none an answer can have.
 */
export function problem<const Status extends number>(
  init: ProblemInit<Status>,
): ProblemDetails<Status> {
  if (!Number.isInteger(init.status) || init.status < 200 || init.status > 599) {
    throw new RangeError(`A problem has a status from 200 to 599, not ${init.status}.`)
  }
  return make(init)
}

/**
 * The same, thrown from the middle of a decision: nothing is committed, and the problem is the answer.
 *
 * @throws {RangeError} when the status is none an answer can have.
 */
export class ProblemError extends Error {
  readonly problem: ProblemDetails

  constructor(init: ProblemInit) {
    super(init.detail ?? init.title ?? reasonOf(init.status))
    this.problem = problem(init)
  }

  override get name(): string {
    return 'ProblemError'
  }
}

/** The problem as JSON text. Standard members come first and are never those of an extension. */
export function encodeProblem(value: ProblemDetails, also?: object): string {
  const { type = 'about:blank', title = reasonOf(value.status), status, detail, extensions } = value
  const standard = { type, title, status, ...(detail === undefined ? {} : { detail }) }
  const { type: _type, title: _title, status: _status, detail: _detail, ...rest } = extensions
  const members: Record<string, unknown> = { ...standard, ...also, ...rest }
  // It would be asked for the whole text. No function is ever part of JSON.
  if (typeof members['toJSON'] === 'function') delete members['toJSON']
  return JSON.stringify(members)
}
