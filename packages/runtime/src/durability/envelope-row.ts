import type { SentEnvelope } from '../messaging/envelope.js'
import type { Row } from '../postgres/flush.js'

/** What an envelope is in a row of the inbox or the outbox, beside its id and its destination. */
export interface EnvelopeColumns {
  readonly messageName: string
  readonly body: string
  readonly envelope: string
}

/** What no column of its own has; dates as ISO text, what is `undefined` left out. */
type Carried = Omit<
  SentEnvelope,
  'id' | 'destination' | 'handler' | 'messageName' | 'body' | 'attempt'
>

export function columnsOf(sent: SentEnvelope): EnvelopeColumns {
  const carried: Carried = {
    version: sent.version,
    correlationId: sent.correlationId,
    causationId: sent.causationId,
    tenant: sent.tenant,
    group: sent.group,
    topic: sent.topic,
    sagaId: sent.sagaId,
    replyTo: sent.replyTo,
    sentAt: sent.sentAt,
    deliverBy: sent.deliverBy,
    scheduledFor: sent.scheduledFor,
    headers: sent.headers,
  }
  return {
    messageName: storable(sent.messageName),
    body: storable(sent.body),
    envelope: JSON.stringify(carried),
  }
}

/** From the columns id, destination, handler, attempt, message_name, body, envelope, in this order. */
export function envelopeOf(row: Row): SentEnvelope {
  const [id, destination, handler, attempt, messageName, body, envelope] = row as readonly string[]
  const carried = JSON.parse(envelope!) as { readonly [Name in keyof Carried]: never }
  return {
    id: id!,
    destination: destination!,
    handler: handler === '' ? undefined : handler,
    attempt: Number(attempt),
    messageName: messageName!,
    body: body!,
    version: carried.version,
    correlationId: carried.correlationId,
    causationId: carried.causationId,
    tenant: carried.tenant,
    group: carried.group,
    topic: carried.topic,
    sagaId: carried.sagaId,
    replyTo: carried.replyTo,
    sentAt: new Date(carried.sentAt),
    deliverBy: dateOf(carried.deliverBy),
    scheduledFor: dateOf(carried.scheduledFor),
    headers: carried.headers,
  }
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}

/** The primary key of the inbox as one text. */
export function keyTextOf({ id, destination, handler = '' }: SentEnvelope): string {
  return `${id} ${storable(destination)} ${storable(handler)}`
}

/** Text from outside may hold what Postgres cannot: it must not be the reason that a message is lost. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
}
