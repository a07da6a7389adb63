import { httpExecutionOf } from './http-execution-of.js'
import { problem } from './problem-details.js'
import type { HttpContext } from './http-context.js'

/**
 * Stops the chain and writes itself. `HttpResult<404>` tells OpenAPI which status it is.
 *
 * `http.status` is the result's own before `execute` runs, which may set another one and headers; the answer has no
 * body. `Results` has those with a body.
 */
export class HttpResult<out Status extends number = number> {
  readonly status: Status
  readonly #result: (http: HttpContext) => void | Promise<void>

  constructor(status: Status, execute: (http: HttpContext) => void | Promise<void>) {
    this.status = status
    this.#result = execute
  }

  execute(http: HttpContext): void | Promise<void> {
    http.status = this.status
    return this.#result(http)
  }
}

/** The usual answers. A body is written as `JSON.stringify` writes it: every enumerable member, declared or not. */
export const Results = {
  ok(body?: unknown): HttpResult<200> {
    return answer(200, body)
  },
  noContent(): HttpResult<204> {
    return answer(204)
  },
  /** A problem with this detail. */
  badRequest(detail?: string): HttpResult<400> {
    return refusal(400, detail)
  },
  /** A problem with this detail. */
  notFound(detail?: string): HttpResult<404> {
    return refusal(404, detail)
  },
  /** A problem with this detail. */
  conflict(detail?: string): HttpResult<409> {
    return refusal(409, detail)
  },
  redirect(location: string): HttpResult<302> {
    return new HttpResult(302, (http) => {
      httpExecutionOf(http).writeLocation(302, location)
    })
  },
  /** With a body, JSON; without one, a problem from 400 on and nothing below. */
  status<const Status extends number>(status: Status, body?: unknown): HttpResult<Status> {
    return body === undefined && status >= 400 ? refusal(status) : answer(status, body)
  },
} as const

function answer<const Status extends number>(status: Status, body?: unknown): HttpResult<Status> {
  return new HttpResult(status, (http) => {
    const json = body === undefined ? undefined : JSON.stringify(body)
    if (json === undefined) httpExecutionOf(http).writeEmpty(status)
    else httpExecutionOf(http).writeJson(json, status)
  })
}

function refusal<const Status extends number>(status: Status, detail?: string): HttpResult<Status> {
  return new HttpResult(status, (http) => {
    httpExecutionOf(http).writeProblem(
      problem({ status, ...(detail === undefined ? {} : { detail }) }),
    )
  })
}
