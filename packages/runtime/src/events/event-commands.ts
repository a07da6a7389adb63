import type { EventMetadata } from '../core/event-metadata.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import type { Value } from '../postgres/statement.js'
import { refuseUnstorable, type UnitCommand } from '../postgres/unit-of-work.js'
import type { PendingEvent } from './pending-stream.js'
import { recordAppendedEventStatement } from './sql/record-appended-event.js'
import { recordEventStatement } from './sql/record-event.js'
import { batchSize, recordEventsStatement } from './sql/record-events.js'

/** Whose events they are, and what is known of who records them when. */
export interface Recording {
  readonly tenant: string
  readonly now: string
  /** Asked only where there are events. */
  readonly metadata: () => EventMetadata
}

/** Records the events, each with its own statement or many with one. */
export function eventCommands(
  events: readonly PendingEvent[],
  { tenant, now, metadata }: Recording,
): readonly UnitCommand[] {
  if (events.length === 0) return []
  const by = encodeMetadata(metadata())
  if (events.length >= batchSize) return [batchCommand(events, [tenant, now, ...by])]
  return events.map((event) => eventCommand(event, tenant, now, by))
}

const refused = refuseUnstorable(() => 'an event')

function encodeMetadata(metadata: EventMetadata): readonly Value[] {
  const { correlationId = null, causationId = null, user = null, headers } = metadata
  const hasHeaders = headers !== undefined && Object.keys(headers).length > 0
  return [correlationId, causationId, user, hasHeaders ? JSON.stringify(headers) : null]
}

function eventCommand(
  event: PendingEvent,
  tenant: string,
  now: string,
  by: readonly Value[],
): UnitCommand {
  const { stream, id, mapping, data } = event
  const { knownVersion, type = null } = stream
  const isKnown = knownVersion !== undefined && type !== null
  const place = isKnown ? knownVersion + event.place : followingOf(event)
  const { name } = mapping
  const values = [id, tenant, stream.id, type, String(place), name, schemaOf(event), data, now]
  return {
    statement: isKnown ? recordEventStatement : recordAppendedEventStatement,
    values: [...values, ...by],
    refused,
  }
}

function batchCommand(events: readonly PendingEvent[], common: readonly Value[]): UnitCommand {
  return {
    statement: recordEventsStatement,
    values: [
      ...common,
      arrayLiteral(events.map((event) => event.id)),
      arrayLiteral(events.map((event) => event.stream.id)),
      arrayLiteral(events.map((event) => event.stream.type ?? null)),
      arrayLiteral(events.map((event) => String(followingOf(event)))),
      arrayLiteral(events.map((event) => event.mapping.name)),
      arrayLiteral(events.map(schemaOf)),
      arrayLiteral(events.map((event) => event.data)),
    ],
    refused,
  }
}

function followingOf({ stream, place }: PendingEvent): number {
  return stream.events.length - place
}

function schemaOf({ mapping }: PendingEvent): string {
  return String(mapping.version ?? 1)
}
