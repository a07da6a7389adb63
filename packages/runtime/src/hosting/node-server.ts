import { createServer, type ServerResponse } from 'node:http'
import type { FastifyServerFactory } from 'fastify'
import { encodeProblem, problem, type ProblemDetails } from '../http/problem-details.js'

/**
 * The server beneath Fastify. What Node refuses by itself, without a word, is a problem here, and Node's own limit for a
 * request to arrive stays, which Fastify would turn off.
 */
export const createNodeServer: FastifyServerFactory = (handle) => {
  const server = createServer(
    { requireHostHeader: false, keepAliveTimeout },
    (request, response) => {
      // RFC 9112 §3.2 wants a host since version 1.1.
      if (request.headers.host !== undefined || request.httpVersion === '1.0') {
        handle(request, response)
      } else {
        response.setHeader('connection', 'close')
        refuse(response, problem({ status: 400, detail: 'The request names no host.' }))
      }
    },
  )
  return server.on('checkExpectation', (_request, response) => {
    const detail = 'Nothing but 100-continue can be expected.'
    refuse(response, problem({ status: 417, detail }))
  })
}

// Fastify's: longer than the 60 s after which load balancers let go of a connection.
const keepAliveTimeout = 72_000

function refuse(response: ServerResponse, value: ProblemDetails): void {
  response
    .writeHead(value.status, { 'content-type': 'application/problem+json; charset=utf-8' })
    .end(encodeProblem(value))
}
