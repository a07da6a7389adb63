import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Meter,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api'
import type {
  AttemptOutcome,
  Instrumentation,
  Watched,
  WatchedApp,
  WatchedAttempt,
} from '../execution/instrumentation.js'
import type { SentEnvelope } from '../messaging/envelope.js'
import { asException, errorType } from './error-type.js'
import { ofMessage } from './of-message.js'

/**
 * A span for each attempt to handle a message. It goes on with the trace that the message came with, however much later that is;
 * that of a batch, which may have come from many, begins one and links to them.
 */
export function attemptWatcher(
  tracer: Tracer,
  meter: Meter,
  app: WatchedApp,
): Instrumentation['attempt'] {
  const { duration, consumed, retries } = instruments(meter)
  return ({ envelopes, handler, isInvoked }) => {
    const [envelope] = envelopes
    const { destination, attempt } = envelope
    const attributes = {
      'messaging.system': app.systemOf(destination),
      'messaging.operation.name': 'process',
      'messaging.destination.name': destination,
      'critter.handler': handler,
    }
    // An invoked one was delivered by nobody.
    const first = isInvoked ? 0 : envelopes.filter((each) => each.attempt === 1).length
    if (first > 0) consumed.add(first, attributes)
    if (attempt > 1) retries.add(1, attributes)
    const { parent, ...options } = origin(envelopes, isInvoked)
    const span = tracer.startSpan(
      `process ${destination}`,
      {
        ...options,
        attributes: {
          ...attributes,
          'messaging.operation.type': 'process',
          'critter.attempt': attempt,
          ...(envelopes.length > 1
            ? { 'messaging.batch.message_count': envelopes.length }
            : ofMessage(envelope)),
        },
      },
      parent,
    )
    return new Attempt(trace.setSpan(parent, span), span, (ms, also) => {
      duration.record(ms / 1000, { ...attributes, ...also })
    })
  }
}

class Attempt implements Watched<AttemptOutcome> {
  readonly #context: Context
  readonly #span: Span
  readonly #measure: (ms: number, also: Attributes) => void
  readonly #beganAtMs = performance.now()

  constructor(inside: Context, span: Span, measure: (ms: number, also: Attributes) => void) {
    this.#context = inside
    this.#span = span
    this.#measure = measure
  }

  readonly run = <T>(work: () => T): T => context.with(this.#context, work)

  ended(outcome: AttemptOutcome): void {
    const also = outcome.kind === 'failed' ? { 'error.type': errorType(outcome.error) } : {}
    this.#span.setAttributes({ ...also, 'critter.outcome': outcome.kind })
    if (outcome.kind === 'failed') {
      const exception = asException(outcome.error)
      this.#span.recordException(exception)
      const message = typeof exception === 'string' ? exception : exception.message
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message })
    }
    this.#span.end()
    this.#measure(performance.now() - this.#beganAtMs, also)
  }
}

/** Where the span of an attempt belongs. What is active is none of its business, unless it was invoked from there. */
function origin(
  envelopes: WatchedAttempt['envelopes'],
  isInvoked: boolean,
): SpanOptions & { readonly parent: Context } {
  if (isInvoked) return { parent: context.active(), kind: SpanKind.INTERNAL }
  if (envelopes.length === 1) return { parent: carriedBy(envelopes[0]), kind: SpanKind.CONSUMER }
  const links = envelopes.flatMap((each) => trace.getSpanContext(carriedBy(each)) ?? [])
  return {
    parent: ROOT_CONTEXT,
    kind: SpanKind.CONSUMER,
    links: links.map((each) => ({ context: each })),
  }
}

function carriedBy({ headers }: SentEnvelope): Context {
  return propagation.extract(ROOT_CONTEXT, headers)
}

function instruments(meter: Meter) {
  return {
    duration: meter.createHistogram('messaging.process.duration', {
      description: 'Duration of one attempt to handle a message.',
      unit: 's',
      advice: { explicitBucketBoundaries: secondsOfMessages },
    }),
    consumed: meter.createCounter('messaging.client.consumed.messages', {
      description: 'Number of messages that came to a handler.',
      unit: '{message}',
    }),
    retries: meter.createCounter('critter.retries', {
      description: 'Number of attempts after the first.',
      unit: '{attempt}',
    }),
  }
}

// As the semantic conventions want them.
const secondsOfMessages = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
]
