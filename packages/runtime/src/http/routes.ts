import type { EndpointRegistration } from './endpoint.js'
import { HttpHandler } from './http-handler.js'
import type { HttpContext } from './http-context.js'
import type { HttpMethod } from './http-method.js'
import { problem } from './problem-details.js'
import type { RequestContext } from './request-context.js'

/** What answers at one path, and what the other methods get there. */
export interface Route {
  readonly path: string
  readonly endpoints: readonly EndpointRegistration[]
  /** For every method nothing answers. */
  readonly otherMethods: readonly HttpMethod[]
  readonly refusal: EndpointRegistration
}

/** Endpoints by path. `HEAD` is answered by what answers `GET`, `OPTIONS` by the list of methods, unless they have their own. */
export function routesOf(endpoints: readonly EndpointRegistration[]): readonly Route[] {
  const paths = new Map<string, EndpointRegistration[]>()
  for (const endpoint of endpoints) {
    const known = paths.get(endpoint.path)
    if (known === undefined) paths.set(endpoint.path, [endpoint])
    else known.push(endpoint)
  }
  return [...paths].map(([path, own]) => {
    const get = own.find(({ method }) => method === 'GET')
    const hasHead = own.some(({ method }) => method === 'HEAD')
    const all = get === undefined || hasHead ? own : [...own, { ...get, method: 'HEAD' as const }]
    return withRefusal(path, all)
  })
}

function withRefusal(path: string, endpoints: readonly EndpointRegistration[]): Route {
  const answered = new Set(endpoints.map(({ method }) => method))
  const otherMethods = methods.filter((method) => !answered.has(method))
  const allow = methods.filter((method) => answered.has(method) || method === 'OPTIONS').join(', ')
  const refusal = { method: 'OPTIONS', path, handler: new WrongMethod(allow) } as const
  return { path, endpoints, otherMethods, refusal }
}

const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A method that no endpoint can have: `TRACE`, `QUERY`, those of WebDAV. */
export function hasNoEndpoints(method: string): boolean {
  return !(methods as readonly string[]).includes(method)
}

class WrongMethod extends HttpHandler {
  readonly #allow: string

  constructor(allow: string) {
    super()
    this.#allow = allow
  }

  override handle(http: HttpContext & RequestContext): Promise<void> {
    http.setHeader('allow', this.#allow)
    if (http.method === 'OPTIONS') http.writeEmpty()
    else http.writeProblem(problem({ status: 405, detail: `Expected ${this.#allow}.` }))
    return Promise.resolve()
  }
}

class UnknownPath extends HttpHandler {
  override handle(http: HttpContext & RequestContext): Promise<void> {
    http.writeNotFound('Nothing is served under this path.')
    return Promise.resolve()
  }
}

class BadPath extends HttpHandler {
  override handle(http: HttpContext & RequestContext): Promise<void> {
    http.writeProblem(problem({ status: 400, detail: 'The path is not percent-encoded UTF-8.' }))
    return Promise.resolve()
  }
}

class Stopping extends HttpHandler {
  override handle(http: HttpContext & RequestContext): Promise<void> {
    http.setHeader('retry-after', '1')
    http.writeProblem(problem({ status: 503, detail: 'The service is stopping.' }))
    return Promise.resolve()
  }
}

/** The path of what answers where no endpoint does. */
export const nowhere = '*'
export const unknownPath = answerNowhere(new UnknownPath())
export const badPath = answerNowhere(new BadPath())
export const stopping = answerNowhere(new Stopping())

export function answerNowhere(handler: HttpHandler): EndpointRegistration {
  return { method: 'GET', path: nowhere, handler }
}

/** The longest value of a route parameter, in characters; with a longer one, nothing is served under the path. */
export const maxParamLength = 1000
