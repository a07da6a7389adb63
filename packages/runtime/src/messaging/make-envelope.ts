import { millisecondsOf } from '../core/duration.js'
import { newId } from '../core/new-id.js'
import { InvalidValueError } from '../errors.js'
import type { DeliveryOptions } from './delivery.js'
import type { Route } from './destination.js'
import type { SentEnvelope } from './envelope.js'
import type { Origination } from './origination.js'

/** What all envelopes of one message have in common. */
export interface Letter {
  readonly messageName: string
  readonly version: number
  readonly body: string
  readonly options: DeliveryOptions
  readonly now: Date
}

export function makeEnvelope(letter: Letter, route: Route, from: Origination): SentEnvelope {
  const { messageName, version, body, options, now } = letter
  return {
    id: newId(),
    messageName,
    version,
    body,
    destination: route.destination.name,
    handler: route.handler,
    correlationId: from.correlationId,
    causationId: from.causationId,
    tenant: options.tenant ?? from.tenant,
    group: options.group,
    topic: options.topic,
    sagaId: from.sagaId,
    replyTo: route.destination.replyTo,
    sentAt: now,
    deliverBy:
      options.deliverWithin === undefined
        ? undefined
        : new Date(dueAt(options, now).getTime() + millisecondsOf(options.deliverWithin)),
    scheduledFor:
      options.delay === undefined && options.deliverAt === undefined
        ? undefined
        : dueAt(options, now),
    headers: options.headers ?? noHeaders,
    attempt: 1,
  }
}

const noHeaders: Readonly<Record<string, string>> = {}

function dueAt({ delay, deliverAt }: DeliveryOptions, now: Date): Date {
  if (deliverAt !== undefined) return deliverAt
  return delay === undefined ? now : new Date(now.getTime() + millisecondsOf(delay))
}

/**
 * Refuses what no broker or no table could carry, before anything is enlisted.
 *
 * @throws {InvalidValueError}
 */
export function requireDeliverable({
  headers = {},
  tenant,
  group,
  topic,
  deliverAt,
}: DeliveryOptions): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w.-]{1,200}$/.test(name) || reservedPrefix.test(name)) {
      throw new InvalidValueError(
        `Header "${name}": expected letters, digits, "_", "." and "-", and another beginning than "critter-", which is ours.`,
      )
    }
    requireLine(value, `Header "${name}"`)
  }
  if (tenant !== undefined) requireLine(tenant, 'Tenant')
  if (group !== undefined) requireLine(group, 'Group')
  if (topic !== undefined) requireLine(topic, 'Topic')
  if (deliverAt !== undefined && Number.isNaN(deliverAt.getTime())) {
    throw new InvalidValueError('deliverAt: expected a date, found an invalid one.')
  }
}

const reservedPrefix = /^critter-/i

function requireLine(value: unknown, what: string): void {
  // Control characters end a header of some brokers, and Postgres has no U+0000.

  if (typeof value !== 'string' || /[\u0000-\u001f\u007f]/.test(value)) {
    throw new InvalidValueError(`${what}: expected one line of text.`)
  }
  if (!(value as string & { isWellFormed(): boolean }).isWellFormed()) {
    throw new InvalidValueError(`${what}: expected well-formed text, found a lone surrogate.`)
  }
}
