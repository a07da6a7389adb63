import type { AsyncMessage, Envelope } from 'rabbitmq-client'
import type { WireMessage } from '../../messaging/transport.js'

/** What AMQP keeps beside the body. */
export function propertiesOf({ id, headers }: WireMessage): Envelope {
  for (const name of Object.keys(headers)) requireCarried(name)
  return {
    messageId: id,
    headers: { ...headers },
    contentType: 'application/json',
    // Without an encoding, the client would parse the body when it is received.
    contentEncoding: 'utf-8',
    durable: true,
  }
}

/** The client would cut a long name off, and RabbitMQ sends copies to the queues that these two list. */
function requireCarried(name: string): void {
  if (name !== 'CC' && name !== 'BCC' && Buffer.byteLength(name) <= 255) return
  throw new TypeError(`a header cannot be called "${name}"`)
}

/** What others have sent may be of any kind: a receiver judges the text. */
export function wireMessageOf({ messageId, headers, body }: AsyncMessage): WireMessage {
  return {
    id: messageId ?? '',
    body: textOf(body),
    headers: Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, value]) => [name, textOf(value)]),
    ),
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Buffer.isBuffer(value)) return value.toString('utf8')
  return JSON.stringify(value)
}
