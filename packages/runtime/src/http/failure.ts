import type { DocumentNotUniqueError } from '../documents/errors.js'
import {
  ConcurrencyError,
  DatabaseUnavailableError,
  InvalidCursorError,
  InvalidValueError,
  StreamExistsError,
  StreamMissingError,
} from '../errors.js'
import { problem, ProblemError, type ProblemDetails } from './problem-details.js'

/** What an error nobody caught means to the client; `undefined`: something is broken, and nobody's business outside. */
export function problemOf(error: unknown): ProblemDetails | undefined {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof StreamExistsError) {
    return problem({ status: 409, detail: `"${error.id}" exists already.` })
  }
  if (error instanceof ConcurrencyError && error.code === 'ERR_DOCUMENT_EXISTS') {
    return problem({ status: 409, detail: 'A document with this id exists already.' })
  }
  if (error instanceof ConcurrencyError && error.code === 'ERR_DOCUMENT_NOT_UNIQUE') {
    const { members } = error as ConcurrencyError & Pick<DocumentNotUniqueError, 'members'>
    return problem({
      status: 409,
      detail: `Something else has the same ${members.join(' and ')} already.`,
      extensions: { members },
    })
  }
  if (error instanceof ConcurrencyError) {
    return problem({
      status: 409,
      detail: 'The data was changed in the meantime. Load it again, then retry.',
    })
  }
  if (error instanceof DatabaseUnavailableError) {
    return problem({
      status: 503,
      detail: 'The service is not available at the moment. Try again soon.',
    })
  }
  if (error instanceof StreamMissingError) {
    return problem({ status: 404, detail: `There is no "${error.id}".` })
  }
  // The value came with the request: everything the application makes itself can be stored.
  if (error instanceof InvalidCursorError) return problem({ status: 400, detail: error.message })
  if (error instanceof InvalidValueError) return problem({ status: 400, detail: error.message })
  return undefined
}
