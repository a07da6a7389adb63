import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { EndpointRegistration } from './endpoint.js'
import { execute, type Executor } from './execute.js'
import { FastifyExchange } from './fastify-exchange.js'
import { isMultipart } from './media-types.js'
import { problem, type ProblemDetails } from './problem-details.js'
import { HttpExecution } from './http-execution.js'
import { tooLong } from './request-reader.js'
import { createRouter, type Router } from './router.js'
import { hasNoEndpoints, routesOf, unknownPath } from './routes.js'

/** Registers the endpoints on a Fastify instance, which must be encapsulated: its body parsers are replaced. */
export function mountOn(
  fastify: FastifyInstance,
  executor: Executor,
  endpoints: readonly EndpointRegistration[],
): void {
  takeBodiesAsBytes(fastify, executor)
  const withoutEndpoints = fastify.supportedMethods.filter(hasNoEndpoints)
  for (const { path, endpoints: own, otherMethods, refusal } of routesOf(endpoints)) {
    const isTaken = (method: string) => fastify.hasRoute({ method, url: fastify.prefix + path })
    const ours = own.filter(({ method, yields }) => yields !== true || !isTaken(method))
    for (const endpoint of ours) route(fastify, executor, [endpoint.method], path, endpoint)
    // Another part of the server may answer at this path, too.
    const free = [...otherMethods, ...withoutEndpoints].filter((method) => !isTaken(method))
    if (ours.length > 0 && free.length > 0) {
      route(fastify, executor, free, path, refusal, { refusal })
    }
  }
  fastify.setErrorHandler((error, request, reply) => {
    const known = unreadBody(error, request, executor)
    // Of a hook, for instance: the server's own handler knows what to do.
    if (known === undefined) throw error
    const { refusal = request.is404 ? unknownPath : undefined } = request.routeOptions
      .config as RouteConfig
    const exchange = new FastifyExchange(request, reply)
    // Where no body is wanted, there is nothing to say about it.
    if (refusal !== undefined) void execute(executor, refusal, exchange)
    else new HttpExecution(executor, exchange).writeProblem(known)
  })
}

/** Answers every path under the instance's prefix that nothing else does. */
export function mountUnknownPaths(
  fastify: FastifyInstance,
  executor: Executor,
  endpoints: readonly EndpointRegistration[],
): void {
  let router: Promise<Router> | undefined
  fastify.setNotFoundHandler((request, reply): Promise<void> | undefined => {
    const exchange = new FastifyExchange(request, reply)
    if (fastify.supportedMethods.includes(request.method)) {
      void execute(executor, unknownPath, exchange)
      return undefined
    }
    // Fastify has routes for no such method, so whether anything is served under the path is still open.
    router ??= createRouter(
      endpoints.map((each) => ({ ...each, path: fastify.prefix + each.path })),
    )
    return router.then((known) => {
      const { endpoint } = known.find(request.method, request.url)
      return execute(executor, endpoint, exchange)
    })
  })
}

interface RouteConfig {
  /** What answers in place of an endpoint. */
  readonly refusal?: EndpointRegistration
}

function route(
  fastify: FastifyInstance,
  executor: Executor,
  method: string[],
  url: string,
  endpoint: EndpointRegistration,
  config: RouteConfig = {},
): void {
  const served = fastify.prefix === '' ? endpoint : { ...endpoint, path: fastify.prefix + url }
  fastify.route({
    method,
    url,
    config,
    exposeHeadRoute: false,
    // Returns nothing, so that Fastify leaves the reply to us and wraps no promise.
    handler: (request: FastifyRequest, reply: FastifyReply): void => {
      void execute(executor, served, new FastifyExchange(request, reply))
    },
  })
}

function takeBodiesAsBytes(fastify: FastifyInstance, { bodyLimit, uploads }: Executor): void {
  fastify.removeAllContentTypeParsers()
  // The first by name, because Fastify remembers parsers by name only.
  for (const type of ['application/json', 'multipart/form-data', '*']) {
    const limit = isMultipart(type) ? uploads.bytes : bodyLimit
    const options = { parseAs: 'buffer', bodyLimit: limit } as const
    fastify.addContentTypeParser(type, options, (_request, body, done) => {
      done(null, body)
    })
  }
}

/** What Fastify says of a body it did not read to its end. */
function unreadBody(
  error: unknown,
  request: FastifyRequest,
  { bodyLimit, uploads }: Executor,
): ProblemDetails | undefined {
  const isUpload = isMultipart(request.headers['content-type'] ?? '')
  switch ((error as { readonly code?: unknown }).code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    // Of a QUERY, which no endpoint takes.
    case 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE':
      return problem({ status: 415, detail: 'The content-type is not one.' })
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem({ status: 413, detail: tooLong(isUpload ? uploads.bytes : bodyLimit) })
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return problem({ status: 400, detail: 'The body is not as long as content-length says.' })
    default:
      return undefined
  }
}
