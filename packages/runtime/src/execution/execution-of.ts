import { RuntimeError } from '../errors.js'
import { isExecution, type Execution } from './execution.js'

/**
 * The execution behind what user code sees of it: an `HttpContext`, a `MessageContext` or a `Scope`.
 *
 * @throws {ForeignContextError} when it is no execution: somebody made an object that looks like one.
 */
export function executionOf(seen: object): Execution {
  if (isExecution in seen) return seen as Execution
  throw new ForeignContextError()
}

/** An `HttpContext`, a `MessageContext` or a `Scope` came in that the application did not make. */
export class ForeignContextError extends RuntimeError {
  readonly code = 'ERR_FOREIGN_CONTEXT'

  constructor() {
    super(
      'Expected the HttpContext, MessageContext or Scope of an execution, found one made by hand: it has no session and cannot ' +
        'write an answer. Pass on the one that came with the request or the message; in a test, send one to startApp().',
    )
  }
}
