import { newId } from '../core/new-id.js'
import type { SentEnvelope } from './envelope.js'
import type { RoutedMessage, WireMessage } from './transport.js'

// An envelope as it travels: its body is the message as JSON, the rest is text in headers. Headers of the user are those that
// do not begin with `critter-`.
//
//   critter-message          wire name
//   critter-version          of its declaration, from 1
//   critter-correlation      one for everything that one request or message from outside has caused
//   critter-causation        id of the message whose handler sent it
//   critter-sent-at          ISO 8601
//   critter-attempt          from 1
// and where there is one:
//   critter-handler          the one handler it is for
//   critter-tenant, critter-group, critter-topic, critter-saga
//   critter-reply-to         address, of this transport, where an answer is expected
//   critter-deliver-by       ISO 8601; dead after that
//   critter-scheduled-for    ISO 8601
const prefix = 'critter-'

export function toWire(envelope: SentEnvelope): RoutedMessage {
  const { id, body, topic, group } = envelope
  const headers: Record<string, string> = {
    ...envelope.headers,
    'critter-message': envelope.messageName,
    'critter-version': String(envelope.version),
    'critter-correlation': envelope.correlationId,
    'critter-sent-at': envelope.sentAt.toISOString(),
    'critter-attempt': String(envelope.attempt),
  }
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined) headers[prefix + name] = value
  }
  put('causation', envelope.causationId)
  put('handler', envelope.handler)
  put('tenant', envelope.tenant)
  put('group', group)
  put('topic', topic)
  put('saga', envelope.sagaId)
  put('reply-to', envelope.replyTo)
  put('deliver-by', envelope.deliverBy?.toISOString())
  put('scheduled-for', envelope.scheduledFor?.toISOString())
  return { id, body, topic, group, headers }
}

/** What came from a broker. Not everything there was sent by one of us: what cannot be read says why. */
export interface Arrived {
  readonly envelope: SentEnvelope
  /** `undefined`: it can be handled, as far as its headers say. */
  readonly unreadable: string | undefined
}

export function fromWire(message: WireMessage, destination: string, now: Date): Arrived {
  const own = new Map<string, string>()
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    const lower = name.toLowerCase()
    if (lower.startsWith(prefix)) own.set(lower.slice(prefix.length), value)
    else if (name !== '__proto__') headers[name] = value
  }
  const faults: string[] = []
  const number = (name: string): number => {
    const value = Number(own.get(name) ?? '1')
    if (Number.isInteger(value) && value >= 1) return value
    faults.push(
      `header "critter-${name}": expected a whole number from 1, found "${own.get(name) ?? ''}"`,
    )
    return 1
  }
  const date = (name: string): Date | undefined => {
    const text = own.get(name)
    if (text === undefined) return undefined
    const value = new Date(text)
    if (!Number.isNaN(value.getTime())) return value
    faults.push(`header "critter-${name}": expected a date, found "${text}"`)
    return undefined
  }
  const id = isUuid(message.id) ? message.id.toLowerCase() : newId()
  if (id !== message.id.toLowerCase()) faults.push(`the id is no UUID: "${message.id}"`)
  const messageName = own.get('message') ?? ''
  if (messageName === '') faults.push('the header "critter-message", the wire name, is missing')
  const envelope: SentEnvelope = {
    id,
    messageName,
    version: number('version'),
    body: message.body,
    destination,
    handler: own.get('handler'),
    correlationId: own.get('correlation') ?? id,
    causationId: own.get('causation'),
    tenant: own.get('tenant'),
    group: own.get('group'),
    topic: own.get('topic'),
    sagaId: own.get('saga'),
    replyTo: own.get('reply-to'),
    sentAt: date('sent-at') ?? now,
    deliverBy: date('deliver-by'),
    scheduledFor: date('scheduled-for'),
    headers,
    attempt: number('attempt'),
  }
  return { envelope, unreadable: faults.length === 0 ? undefined : faults.join('; ') }
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
