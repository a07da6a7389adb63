import type { EndpointRegistration } from './endpoint.js'
import { execute, type Executor } from './execute.js'
import { FetchExchange } from './fetch-exchange.js'
import { HttpHandler } from './http-handler.js'
import { createRouter } from './router.js'
import { answerNowhere, stopping } from './routes.js'

export type ServeFetch = (request: Request) => Promise<Response>

/** Answers requests; behind an answer, the handler may still be at work. */
export async function createServeFetch(
  executor: Executor,
  endpoints: readonly EndpointRegistration[],
): Promise<ServeFetch> {
  const router = await createRouter(endpoints)
  return (request) =>
    answer(executor, request, (exchange) => {
      const { endpoint, params } = router.find(exchange.method, exchange.target)
      exchange.params = params
      return endpoint
    })
}

/** Answers that the application takes no more requests. */
export function refuseFetch(executor: Executor, request: Request): Promise<Response> {
  return answer(executor, request, () => stopping)
}

/** Answers what this error means: the application could not start. */
export function failFetch(executor: Executor, request: Request, error: unknown): Promise<Response> {
  return answer(executor, request, () => answerNowhere(new Failing(error)))
}

class Failing extends HttpHandler {
  readonly #error: Error

  constructor(error: unknown) {
    super()
    this.#error = error instanceof Error ? error : new Error(String(error))
  }

  override handle(): Promise<void> {
    return Promise.reject(this.#error)
  }
}

function answer(
  executor: Executor,
  request: Request,
  find: (exchange: FetchExchange) => EndpointRegistration,
): Promise<Response> {
  return new Promise((resolve) => {
    const exchange = new FetchExchange(request, resolve)
    void execute(executor, find(exchange), exchange)
  })
}
