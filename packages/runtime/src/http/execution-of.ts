import { RuntimeError } from '../errors.js'
import { HttpExecution } from './execution.js'
import type { HttpContext } from './http-context.js'
import type { Scope } from './services.js'

/**
 * The execution behind what user code sees of it.
 *
 * @throws {ForeignContextError} when it is no execution: somebody made an object that looks like one.
 */
export function executionOf(seen: HttpContext | Scope): HttpExecution {
  if (seen instanceof HttpExecution) return seen
  throw new ForeignContextError()
}

/** An `HttpContext` or a `Scope` came in that the application did not make. */
export class ForeignContextError extends RuntimeError {
  readonly code = 'ERR_FOREIGN_CONTEXT'

  constructor() {
    super(
      'Expected the HttpContext or Scope of a request, found one made by hand: it has no session and cannot write an answer. ' +
        'Pass on the one that came with the request; in a test, send a request to startApp().',
    )
  }
}
