import type { EndpointRegistration } from './endpoint.js'
import { execute, type Executor } from './execute.js'
import { FetchExchange } from './fetch-exchange.js'
import { HttpHandler } from './http-handler.js'
import type { Router } from './router.js'
import { stopping } from './routes.js'

/** Answers one request; the handler may still be at work behind its answer. */
export function serveFetch(
  executor: Executor,
  router: Router,
  request: Request,
): Promise<Response> {
  return answer(executor, request, (exchange) => {
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
  return answer(executor, request, () => ({
    method: 'GET',
    path: '*',
    handler: new Failing(error),
  }))
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
