import { arrayLiteral } from '../postgres/array-literal.js'
import { refuseUnstorable, type UnitCommand } from '../postgres/unit-of-work.js'
import type { PendingEvent } from './pending-stream.js'
import { recordAppendedEventStatement } from './sql/record-appended-event.js'
import { recordEventStatement } from './sql/record-event.js'
import { batchSize, recordEventsStatement } from './sql/record-events.js'

/** Records the events, each with its own statement or many with one. */
export function eventCommands(
  events: readonly PendingEvent[],
  tenant: string,
  now: string,
): readonly UnitCommand[] {
  if (events.length >= batchSize) return [batchCommand(events, tenant, now)]
  return events.map((event) => eventCommand(event, tenant, now))
}

const refused = refuseUnstorable(() => 'an event')
const nobody = [null, null, null, null]

function eventCommand(event: PendingEvent, tenant: string, now: string): UnitCommand {
  const { stream, id, mapping, data } = event
  const { knownVersion, type = null } = stream
  const isKnown = knownVersion !== undefined && type !== null
  const place = isKnown ? knownVersion + event.place : followingOf(event)
  const { name } = mapping
  const values = [id, tenant, stream.id, type, String(place), name, schemaOf(event), data, now]
  return {
    statement: isKnown ? recordEventStatement : recordAppendedEventStatement,
    values: [...values, ...nobody],
    refused,
  }
}

function batchCommand(events: readonly PendingEvent[], tenant: string, now: string): UnitCommand {
  return {
    statement: recordEventsStatement,
    values: [
      tenant,
      now,
      ...nobody,
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
