import { StreamExistsError } from '../errors.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { refusal, uniqueViolation } from '../postgres/sqlstate.js'
import { refuseUnstorable, type UnitCommand } from '../postgres/unit-of-work.js'
import { StreamMissingError } from '../errors.js'
import { AmbiguousStreamError } from './errors.js'
import type { PendingEvent, PendingStream } from './pending-events.js'
import { advanceStreamStatement } from './sql/advance-stream.js'
import { recordAppendedEventStatement } from './sql/record-appended-event.js'
import { recordEventStatement } from './sql/record-event.js'
import { batchSize, recordEventsStatement } from './sql/record-events.js'
import { startStreamStatement } from './sql/start-stream.js'

/** Starts the stream, or moves it to its new version. */
export function streamCommand(stream: PendingStream, tenant: string, now: string): UnitCommand {
  const { id, type, count, aggregateName } = stream
  if (type !== undefined) {
    return {
      statement: startStreamStatement,
      values: [tenant, id, type, String(count), now],
      refused: {
        [uniqueViolation]: (cause) => new StreamExistsError(id, aggregateName, { cause }),
      },
    }
  }
  return {
    statement: advanceStreamStatement,
    values: [tenant, id, String(count)],
    refused: {
      [refusal.streamMissing]: (cause) => new StreamMissingError(id, { cause }),
      [refusal.streamAmbiguous]: (cause) =>
        new AmbiguousStreamError(id, (cause.cause.detail ?? '').split(','), { cause }),
    },
  }
}

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

function eventCommand(event: PendingEvent, tenant: string, now: string): UnitCommand {
  const { id, stream, place, name, data } = event
  if (stream.type !== undefined) {
    const values = [id, tenant, stream.id, stream.type, String(place), name, data, now]
    return { statement: recordEventStatement, values, refused }
  }
  const values = [id, tenant, stream.id, String(stream.count - place), name, data, now]
  return { statement: recordAppendedEventStatement, values, refused }
}

function batchCommand(events: readonly PendingEvent[], tenant: string, now: string): UnitCommand {
  return {
    statement: recordEventsStatement,
    values: [
      tenant,
      now,
      arrayLiteral(events.map((event) => event.id)),
      arrayLiteral(events.map((event) => event.stream.id)),
      arrayLiteral(events.map((event) => event.stream.type ?? null)),
      arrayLiteral(events.map(({ stream, place }) => String(stream.count - place))),
      arrayLiteral(events.map((event) => event.name)),
      arrayLiteral(events.map((event) => event.data)),
    ],
    refused,
  }
}
