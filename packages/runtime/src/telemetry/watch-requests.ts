import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Meter,
  type Span,
  type Tracer,
} from '@opentelemetry/api'
import type {
  Instrumentation,
  RequestOutcome,
  Watched,
  WatchedRequest,
} from '../execution/instrumentation.js'
import { asException, errorType } from './error-type.js'

/** A span and a measurement for each request. */
export function requestWatcher(tracer: Tracer, meter: Meter): Instrumentation['request'] {
  const duration = meter.createHistogram('http.server.request.duration', {
    description: 'Duration of HTTP server requests.',
    unit: 's',
    advice: { explicitBucketBoundaries: secondsOfRequests },
  })
  return (request) => {
    const { method, route } = request
    const outer = outerContext()
    const parent =
      outer ?? propagation.extract(trace.deleteSpan(context.active()), request, headers)
    const attributes = {
      'http.request.method': isKnown(method) ? method : '_OTHER',
      'url.scheme': schemeOf(request),
      ...(route === undefined ? {} : { 'http.route': route }),
    }
    const span = tracer.startSpan(
      nameOf(request),
      {
        kind: outer === undefined ? SpanKind.SERVER : SpanKind.INTERNAL,
        attributes: {
          ...attributes,
          'url.path': request.target.split('?', 1)[0],
          ...more(request),
        },
      },
      parent,
    )
    return new Request(trace.setSpan(parent, span), span, (outcome, ms) => {
      duration.record(ms / 1000, { ...attributes, ...answered(outcome) })
    })
  }
}

class Request implements Watched<RequestOutcome> {
  readonly #context: Context
  readonly #span: Span
  readonly #measure: (outcome: RequestOutcome, ms: number) => void
  readonly #beganAtMs = performance.now()

  constructor(inside: Context, span: Span, measure: (outcome: RequestOutcome, ms: number) => void) {
    this.#context = inside
    this.#span = span
    this.#measure = measure
  }

  readonly run = <T>(work: () => T): T => context.with(this.#context, work)

  ended(outcome: RequestOutcome): void {
    const { status, error } = outcome
    this.#span.setAttributes(answered(outcome))
    // What a client does wrong is no error of the server.
    if (status >= 500) {
      this.#span.setStatus({ code: SpanStatusCode.ERROR })
      if (error !== undefined) this.#span.recordException(asException(error))
    }
    this.#span.end()
    this.#measure(outcome, performance.now() - this.#beganAtMs)
  }
}

/**
 * Where the HTTP server is instrumented as well, its span is there already, and ours belongs to it. One that has ended is of
 * something else: of the start of the process, which every request would inherit.
 */
function outerContext(): Context | undefined {
  const active = context.active()
  return trace.getSpan(active)?.isRecording() === true ? active : undefined
}

function nameOf({ method, route }: WatchedRequest): string {
  const shown = isKnown(method) ? method : 'HTTP'
  return route === undefined ? shown : `${shown} ${route}`
}

/** What comes in may be no URL: `OPTIONS *`. */
function schemeOf(request: WatchedRequest): string {
  try {
    return request.url.protocol.slice(0, -1)
  } catch {
    return 'http'
  }
}

function more({ method, header }: WatchedRequest): Record<string, string> {
  const agent = header('user-agent')
  return {
    ...(isKnown(method) ? {} : { 'http.request.method_original': method }),
    ...(agent === undefined ? {} : { 'user_agent.original': agent }),
  }
}

function answered({ status, error }: RequestOutcome): Record<string, string | number> {
  return {
    'http.response.status_code': status,
    ...(status < 500
      ? {}
      : { 'error.type': error === undefined ? String(status) : errorType(error) }),
  }
}

const headers = {
  get: (request: WatchedRequest, name: string) => request.header(name.toLowerCase()),
  // No propagator that is in use asks for all.
  keys: () => [],
}

// As the semantic conventions want them.
const secondsOfRequests = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
]

const known = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']

function isKnown(method: string): boolean {
  return known.includes(method)
}
