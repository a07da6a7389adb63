import type { FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'
import { mountOn, mountUnknownPaths } from '../http/mount-on.js'
import type { EndpointRegistration } from '../http/endpoint.js'
import { FastifyExchange } from '../http/fastify-exchange.js'
import { execute } from '../http/execute.js'
import { badPath, maxParamLength, unknownPath } from '../http/routes.js'
import { answerMalformed } from './answer-malformed.js'
import type { Executions } from './executions.js'
import { importPeer } from './import-peer.js'
import { PortTakenError } from './errors.js'
import { createNodeServer } from './node-server.js'

/** A Fastify server of our own, that serves one application. */
export interface Server {
  readonly url: string
  /** Takes no more connections, and resolves when the last request is answered. */
  close(): Promise<void>
}

export function loadFastify() {
  return importPeer('fastify', () => import('fastify'), 'app.listen()')
}

export async function startServer(
  executions: Executions,
  endpoints: readonly EndpointRegistration[],
  { port = 3000, host = 'localhost' }: { readonly port?: number; readonly host?: string },
): Promise<Server> {
  const { fastify } = await loadFastify()
  const server = fastify({
    // Endpoints read the query string themselves, when they have one to read.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength, querystringParser: () => noQuery },
    schemaController: { compilersFactory: noSchemas },
    frameworkErrors: (error, request, reply) => {
      const endpoint = error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? unknownPath : badPath
      void execute(executions, endpoint, new FastifyExchange(request, reply))
    },
    clientErrorHandler: answerMalformed,
    serverFactory: createNodeServer,
  })
  mountOn(server, executions, endpoints)
  mountUnknownPaths(server, executions, endpoints)
  try {
    await server.listen({ port, host })
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    throw isTaken ? new PortTakenError(host, port, { cause: error }) : error
  }
  return {
    url: urlOf(host, (server.addresses()[0] as AddressInfo).port),
    close: () => close(server),
  }
}

const noQuery = {}

// Generated code checks what comes in and writes what goes out. Without compilers of its own, Fastify would load two, and
// Ajv for both: a third of all the modules that a starting process loads.
const noSchemas = { buildValidator: noCompiler, buildSerializer: noCompiler }

function noCompiler(): never {
  throw new Error('A route with a schema was added to a server that has none.')
}

async function close(server: FastifyInstance): Promise<void> {
  // A connection that was busy when the server closed stays open for its next request, which will never be answered.
  const closing = setInterval(() => {
    server.server.closeIdleConnections()
  }, 20)
  await server.close().finally(() => {
    clearInterval(closing)
  })
}

function urlOf(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
