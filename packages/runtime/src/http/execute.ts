import type { Logger } from '../core/logger.js'
import { DatabaseUnavailableError } from '../errors.js'
import type { Instrumentation } from '../execution/instrumentation.js'
import { acceptsJson } from './accepts-json.js'
import { AnswerWriter } from './answer-writer.js'
import type { EndpointRegistration } from './endpoint.js'
import { ClientGoneError, type Exchange } from './exchange.js'
import { HttpExecution, type ExecutionHost } from './http-execution.js'
import { problemOf } from './failure.js'
import { problem } from './problem-details.js'
import { requestIdOf } from './request-id.js'
import { nowhere } from './routes.js'

/** What runs executions and waits for them when it stops. */
export interface Executor extends ExecutionHost {
  began(): void
  ended(): void
  readonly instrumentation: Instrumentation | undefined
  /** What an error is when one knows the application: a lost connection is a database that is not available. */
  explain(error: unknown): unknown
}

/** Runs one endpoint for one request: whatever happens, the client gets one answer, and this never rejects. */
export function execute(
  executor: Executor,
  endpoint: EndpointRegistration,
  exchange: Exchange,
): Promise<void> {
  const { instrumentation } = executor
  if (instrumentation === undefined) return answer(executor, endpoint, exchange)
  return answerWatched(executor, endpoint, exchange, instrumentation)
}

async function answerWatched(
  executor: Executor,
  endpoint: EndpointRegistration,
  exchange: Exchange,
  instrumentation: Instrumentation,
): Promise<void> {
  const watched = instrumentation.request({
    method: exchange.method,
    route: endpoint.path === nowhere ? undefined : endpoint.path,
    target: exchange.target,
    get url() {
      return exchange.url
    },
    header: (name) => exchange.header(name),
  })
  const outcome: Outcome = { status: 500, error: undefined }
  await watched.run(() => answer(executor, endpoint, exchange, outcome))
  watched.ended(outcome)
}

interface Outcome {
  status: number
  error: unknown
}

async function answer(
  executor: Executor,
  endpoint: EndpointRegistration,
  exchange: Exchange,
  outcome?: Outcome,
): Promise<void> {
  let http: HttpExecution | undefined
  executor.began()
  try {
    http = new HttpExecution(executor, exchange)
    if (endpoint.answers === 'json' && !acceptsJson(exchange.header('accept'))) {
      http.writeNotAcceptable()
    } else {
      await endpoint.handler.handle(http)
      http.writeRest()
    }
  } catch (error) {
    if (outcome !== undefined) outcome.error = error
    try {
      answerError(http, exchange, http?.logger ?? executor.logger, executor.explain(error))
    } catch (failure) {
      answerAnyway(http, exchange, executor.logger, error, failure)
    }
  }
  if (outcome !== undefined) outcome.status = http?.answeredWith ?? 500
  try {
    const ending = http?.end()
    if (ending !== undefined) await ending
  } catch {
    // Only a logger that throws comes here, and there is nobody else to tell.
  } finally {
    executor.ended()
  }
}

function answerError(
  http: HttpExecution | undefined,
  exchange: Exchange,
  logger: Logger,
  error: unknown,
): void {
  // Not even begun: the clock of the application fails.
  if (http === undefined) throw error
  if (exchange.isAborted || error instanceof ClientGoneError) {
    logger.debug('the client went away', { method: exchange.method, url: exchange.target, error })
    // Only a host that runs on behalf of the client may still see it, and must not take it for a success.
    if (!http.isAnswered) http.writeBadRequest('The client went away before it was answered.')
    return
  }
  const known = problemOf(error)
  if (http.isAnswered) {
    logger.error('an error after the answer was written', {
      method: exchange.method,
      url: exchange.target,
      error,
    })
  } else if (known !== undefined && !(error instanceof DatabaseUnavailableError)) {
    http.writeProblem(known)
  } else {
    const requestId = requestIdOf(exchange)
    logger.error('a request failed', {
      requestId,
      method: exchange.method,
      url: exchange.target,
      error,
    })
    http.setHeader('x-request-id', requestId)
    if (known !== undefined) http.setHeader('retry-after', '1')
    http.writeProblemWith(known ?? problem({ status: 500, detail: unexpected }), { requestId })
  }
}

/**
 * The error, or what it says, cannot be looked at or encoded: a problem with a bigint in it, an object whose traps throw,
 * a logger that fails on either.
 */
function answerAnyway(
  http: HttpExecution | undefined,
  exchange: Exchange,
  logger: Logger,
  error: unknown,
  failure: unknown,
): void {
  const requestId = requestIdOf(exchange)
  const fields = { requestId, method: exchange.method, url: exchange.target }
  try {
    logger.error('a request failed, and its error could not be answered', {
      ...fields,
      error,
      failure,
    })
  } catch {
    tryTo(() => {
      logger.error('a request failed, and its error could not be logged', fields)
    })
  }
  tryTo(() => {
    const writer = http ?? new AnswerWriter(exchange, logger)
    if (writer.isAnswered) return
    writer.setHeader('x-request-id', requestId)
    writer.writeProblemWith(problem({ status: 500, detail: unexpected }), { requestId })
  })
}

/** The last resort has no other behind it. */
function tryTo(act: () => void): void {
  try {
    act()
  } catch {
    // Nobody is left to tell.
  }
}

const unexpected = 'Something unexpected happened. The log says more under the request id.'
