import { millisecondsOf, type Duration } from '../core/duration.js'
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
export function requireDeliverable(options: DeliveryOptions, now = new Date()): void {
  const { headers = {}, tenant, group, topic } = options
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
  requireTimes(options, now)
}

/** A date that is none, or beyond what brokers and tables can write, would be found out only when the message leaves. */
function requireTimes(options: DeliveryOptions, now: Date): void {
  const { delay, deliverAt, deliverWithin } = options
  if (deliverAt !== undefined) requireDate(deliverAt, 'deliverAt')
  if (delay !== undefined) {
    requireDate(new Date(now.getTime() + requireAmount(delay, 'delay')), 'now and delay')
  }
  if (deliverWithin === undefined) return
  const within = requireAmount(deliverWithin, 'deliverWithin')
  requireDate(new Date(dueAt(options, now).getTime() + within), 'the end of deliverWithin')
}

function requireAmount(duration: Duration, what: string): number {
  const ms = millisecondsOf(duration, what)
  if (Number.isFinite(ms)) return ms
  throw new InvalidValueError(`${what}: expected an amount of time that ends, found Infinity.`)
}

/** Years of four digits. */
const earliest = Date.UTC(1000, 0)
const latest = Date.UTC(10_000, 0)

function requireDate(date: Date, what: string): void {
  const time = date.getTime()
  if (time >= earliest && time < latest) return
  const found = Number.isNaN(time) ? 'an invalid one' : date.toISOString()
  throw new InvalidValueError(`${what}: expected a date of the years 1000 to 9999, found ${found}.`)
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
