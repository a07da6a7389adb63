import { ProblemError, type HttpContext } from '@critter/runtime'
import {
  HttpHandler,
  type EndpointRegistration,
  type HttpMethod,
  type RequestContext,
} from '@critter/runtime/generated'
import { critter } from '@critter/runtime/fastify'
import { openTelemetry } from '@critter/runtime/telemetry'
import { propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { startMessagingApp } from './support/messaging.js'
import { isChildOf, registerOpenTelemetry } from './support/telemetry.js'

type Handle = (http: HttpContext & RequestContext) => unknown

function endpoint(method: HttpMethod, path: string, handle: Handle): EndpointRegistration {
  class Written extends HttpHandler {
    override async handle(http: HttpContext & RequestContext): Promise<void> {
      await handle(http)
    }
  }
  return { method, path, handler: new Written() }
}

class TooLateError extends Error {}

const endpoints = [
  endpoint('POST', '/orders/:id', (http) => {
    trace.getTracer('user').startSpan('price the order').end()
    http.writeJson('{}', 201)
  }),
  endpoint('GET', '/baggage', (http) => {
    const baggage = propagation.getActiveBaggage()
    http.writeText(baggage?.getEntry('customer')?.value ?? 'none')
  }),
  endpoint('GET', '/late', () => {
    throw new TooLateError('the order was shipped')
  }),
  endpoint('GET', '/refused', () => {
    throw new ProblemError({ status: 409 })
  }),
]

async function start() {
  const telemetry = registerOpenTelemetry()
  const started = await startMessagingApp({ telemetry: openTelemetry, endpoints: () => endpoints })
  const { url } = await started.app.listen({ port: 0, host: '127.0.0.1' })
  return { ...started, ...telemetry, url }
}

const traceId = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${traceId}-b7ad6b7169203331-01`

test('a request is a server span named by its route, in the trace of the client', async () => {
  const { app, url, spans, named } = await start()

  await fetch(`${url}/orders/7?token=secret`, { method: 'POST', headers: { traceparent } })
  await app.stop()

  const [request] = named('POST /orders/:id')
  expect(request?.kind).toBe(SpanKind.SERVER)
  expect(request?.spanContext().traceId).toBe(traceId)
  expect(request?.parentSpanContext?.spanId).toBe('b7ad6b7169203331')
  expect(request?.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/orders/:id',
    'http.response.status_code': 201,
    'url.path': '/orders/7',
    'url.scheme': 'http',
    'user_agent.original': 'node',
  })
  const [inner] = named('price the order')
  expect(isChildOf(inner!, request!)).toBe(true)
  expect(spans()).toHaveLength(2)
})

test('baggage of the client is there for whoever asks for it', async () => {
  const { url } = await start()

  const answer = await fetch(`${url}/baggage`, { headers: { baggage: 'customer=c-1' } })

  expect(await answer.text()).toBe('c-1')
})

test('an error of the server is recorded with its class', async () => {
  const { app, url, named } = await start()

  await fetch(`${url}/late`)
  await app.stop()

  const [request] = named('GET /late')
  expect(request?.status.code).toBe(SpanStatusCode.ERROR)
  expect(request?.attributes).toMatchObject({
    'http.response.status_code': 500,
    'error.type': 'TooLateError',
  })
  expect(request?.events[0]?.attributes).toMatchObject({
    'exception.message': 'the order was shipped',
  })
})

test('what a client is refused is no error', async () => {
  const { app, url, named } = await start()

  await fetch(`${url}/refused`)
  await app.stop()

  const [request] = named('GET /refused')
  expect(request?.status.code).toBe(SpanStatusCode.UNSET)
  expect(request?.attributes).toMatchObject({ 'http.response.status_code': 409 })
  expect(request?.attributes).not.toHaveProperty('error.type')
})

test('a path where nothing is served names no route', async () => {
  const { app, url, spans } = await start()

  await fetch(`${url}/.env`)
  await app.stop()

  expect(spans().map(({ name }) => name)).toEqual(['GET'])
  expect(spans()[0]?.attributes).not.toHaveProperty('http.route')
})

test('requests are measured by method, route and status', async () => {
  const { url, measured } = await start()

  await fetch(`${url}/orders/7`, { method: 'POST' })
  await fetch(`${url}/orders/8`, { method: 'POST' })

  const [point, ...others] = await measured('http.server.request.duration')
  expect(others).toEqual([])
  expect(point?.value).toMatchObject({ count: 2 })
  expect(point?.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/orders/:id',
    'http.response.status_code': 201,
    'url.scheme': 'http',
  })
})

test('inside of another server, the span belongs to the one that is active, and names the whole route', async () => {
  const { spans, named } = registerOpenTelemetry()
  const { app } = await startMessagingApp({ telemetry: openTelemetry, endpoints: () => endpoints })
  const server = fastify()
  onTestFinished(() => server.close())
  // What an instrumentation of the HTTP server does.
  server.addHook('onRequest', (_request, reply, done) => {
    trace.getTracer('server').startActiveSpan('outer', (span) => {
      reply.raw.once('finish', () => {
        span.end()
      })
      done()
    })
  })
  await server.register(critter, { app, prefix: '/v1' })

  await server.inject({ method: 'POST', url: '/v1/orders/7' })
  await server.close()

  const [request] = named('POST /v1/orders/:id')
  expect(request?.kind).toBe(SpanKind.INTERNAL)
  expect(isChildOf(request!, named('outer')[0]!)).toBe(true)
  expect(spans()).toHaveLength(3)
})

test('a server that was started within a span does not put its requests there', async () => {
  const telemetry = registerOpenTelemetry()
  const { app } = await startMessagingApp({ telemetry: openTelemetry, endpoints: () => endpoints })
  const url = await trace.getTracer('user').startActiveSpan('boot', async (span) => {
    const { url } = await app.listen({ port: 0, host: '127.0.0.1' })
    span.end()
    return url
  })

  await fetch(`${url}/orders/7`, { method: 'POST' })
  await app.stop()

  const [request] = telemetry.named('POST /orders/:id')
  expect(request?.kind).toBe(SpanKind.SERVER)
  expect(request?.parentSpanContext).toBeUndefined()
})
