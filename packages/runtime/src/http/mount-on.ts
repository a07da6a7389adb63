import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { EndpointRegistration } from './endpoint.js'
import { execute, type Executor } from './execute.js'
import { FastifyExchange } from './fastify-exchange.js'
import { problem } from './problem-details.js'
import { HttpExecution } from './execution.js'
import { routesOf, unknownPath } from './routes.js'

/** Registers the endpoints on a Fastify instance, which must be encapsulated: its body parsers are replaced. */
export function mountOn(
  fastify: FastifyInstance,
  executor: Executor,
  endpoints: readonly EndpointRegistration[],
): void {
  takeBodiesUnread(fastify)
  for (const { path, endpoints: own, otherMethods, refusal } of routesOf(endpoints)) {
    for (const endpoint of own) route(fastify, executor, [endpoint.method], path, endpoint)
    // Another part of the server may answer at this path, too.
    const free = otherMethods.filter(
      (method) => !fastify.hasRoute({ method, url: fastify.prefix + path }),
    )
    if (free.length > 0) route(fastify, executor, free, path, refusal)
  }
  fastify.setErrorHandler((error, request, reply) => {
    if ((error as { code?: unknown }).code !== 'FST_ERR_CTP_INVALID_MEDIA_TYPE') throw error
    new HttpExecution(executor, new FastifyExchange(request, reply)).writeProblem(
      problem({ status: 415, detail: 'The content-type is not one.' }),
    )
  })
}

/** Answers every path under the instance's prefix that nothing else does. */
export function mountUnknownPaths(fastify: FastifyInstance, executor: Executor): void {
  fastify.setNotFoundHandler((request, reply) => {
    void execute(executor, unknownPath, new FastifyExchange(request, reply))
  })
}

function route(
  fastify: FastifyInstance,
  executor: Executor,
  method: string[],
  url: string,
  endpoint: EndpointRegistration,
): void {
  fastify.route({
    method,
    url,
    exposeHeadRoute: false,
    // Returns nothing, so that Fastify leaves the reply to us and wraps no promise.
    handler: (request: FastifyRequest, reply: FastifyReply): void => {
      void execute(executor, endpoint, new FastifyExchange(request, reply))
    },
  })
}

// Whether a body is wanted, of which type and how long, is the endpoint's to say: it reads the stream itself.
function takeBodiesUnread(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers()
  // The first by name, because Fastify remembers parsers by name only.
  for (const type of ['application/json', '*']) {
    fastify.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
  }
}
