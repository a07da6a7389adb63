import {
  context,
  propagation,
  SpanKind,
  trace,
  type Meter,
  type Span,
  type Tracer,
} from '@opentelemetry/api'
import type { Instrumentation, WatchedApp, WatchedSending } from '../execution/instrumentation.js'
import type { SentEnvelope } from '../messaging/envelope.js'
import { ofMessage } from './of-message.js'

/**
 * A span for each message that is sent, to each place: from the call that sends it to the commit with which it leaves. Its
 * context travels in the headers. The span of a message that does not leave is not ended, and so nobody sees it.
 */
export function sendingWatcher(
  tracer: Tracer,
  meter: Meter,
  app: WatchedApp,
): Instrumentation['sending'] {
  const sent = meter.createCounter('messaging.client.sent.messages', {
    description: 'Number of messages that were sent.',
    unit: '{message}',
  })
  return (envelope) => {
    const { destination } = envelope
    const attributes = {
      'messaging.system': app.systemOf(destination),
      'messaging.operation.name': 'send',
      'messaging.destination.name': destination,
    }
    const span = tracer.startSpan(`send ${destination}`, {
      kind: SpanKind.PRODUCER,
      attributes: { ...attributes, 'messaging.operation.type': 'send', ...ofMessage(envelope) },
    })
    const carried = { ...envelope.headers }
    propagation.inject(trace.setSpan(context.active(), span), carried)
    return new Sending({ ...envelope, headers: carried }, span, () => {
      sent.add(1, attributes)
    })
  }
}

class Sending implements WatchedSending {
  readonly envelope: SentEnvelope
  readonly #span: Span
  readonly #count: () => void

  constructor(envelope: SentEnvelope, span: Span, count: () => void) {
    this.envelope = envelope
    this.#span = span
    this.#count = count
  }

  released(): void {
    this.#span.end()
    this.#count()
  }
}
