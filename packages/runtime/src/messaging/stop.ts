import { HttpResult } from '../http/http-result.js'
import { problem, ProblemDetails } from '../http/problem-details.js'
import { toViolations, type ValidationErrors } from '../http/validation-errors.js'

/** What a before-method says when it ends the handling of a message, in one form. */
export function problemOfStop(
  by: ProblemDetails | HttpResult | readonly string[] | ValidationErrors | undefined,
): ProblemDetails | undefined {
  if (by === undefined || by instanceof ProblemDetails) return by
  if (by instanceof HttpResult) return problem({ status: by.status })
  const errors = toViolations(by)
  const detail = errors.map((each) => each.detail).join(' ')
  return problem({ status: 400, detail, extensions: { errors } })
}
