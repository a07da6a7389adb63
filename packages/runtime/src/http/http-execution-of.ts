import { ForeignContextError } from '../execution/execution-of.js'
import type { HttpContext } from './http-context.js'
import { HttpExecution } from './http-execution.js'

/**
 * The execution that writes an answer, behind what user code sees of it.
 *
 * @throws {ForeignContextError} when it is none: somebody made an object that looks like one.
 */
export function httpExecutionOf(seen: HttpContext): HttpExecution {
  if (seen instanceof HttpExecution) return seen
  throw new ForeignContextError()
}
