import type { Row } from '../postgres/flush.js'
import { InvalidValueError } from '../errors.js'
import { found, requireId } from '../postgres/require-value.js'
import type { Command } from '../postgres/statement.js'
import { AmbiguousStreamError } from './errors.js'
import type { EventRegistry } from './event-registry.js'
import type { FetchStreamOptions } from './event-writer.js'
import { readEvent } from './read-event.js'
import type { RecordedEvent } from './recorded-event.js'
import { fetchStreamStatement } from './sql/fetch-stream.js'

export function fetchStreamCommand(
  tenant: string,
  id: string,
  options: FetchStreamOptions = {},
): Command {
  const { toVersion, at } = options
  return {
    statement: fetchStreamStatement,
    values: [
      tenant,
      requireId(id, 'id of a stream'),
      toVersion === undefined ? null : encodeVersion(toVersion),
      at === undefined ? null : encodeTime(at),
    ],
  }
}

function encodeVersion(version: number): string {
  if (Number.isSafeInteger(version)) return String(version)
  throw new InvalidValueError(`toVersion: expected a whole number, found ${found(version)}.`)
}

function encodeTime(time: Date): string {
  if (!Number.isNaN(time.getTime())) return String(time.getTime())
  throw new InvalidValueError('at: expected a valid Date, found an invalid one.')
}

export function readStream(
  id: string,
  rows: readonly Row[],
  tenant: string,
  registry: EventRegistry,
): readonly RecordedEvent[] {
  // Ordered by type, so several types show at the two ends.
  const first = rows[0]?.[1]
  if (first !== rows.at(-1)?.[1]) {
    throw new AmbiguousStreamError(id, [...new Set(rows.map((row) => String(row[1])))])
  }
  const recordedFor = tenant === '' ? undefined : tenant
  return rows.map((row) => ({ ...readRecorded(id, row, registry), tenant: recordedFor }))
}

function readRecorded(streamId: string, row: Row, registry: EventRegistry): RecordedEvent {
  const [id, , version, position, recordedAtMs, name, schemaVersion, data] =
    row as readonly string[]
  const [correlationId, causationId, user, headers] = row.slice(8).map((each) => each ?? undefined)
  const place = { streamId, version: Number(version), name: name! }
  return {
    id: id!,
    streamId,
    version: place.version,
    position: BigInt(position!),
    recordedAt: new Date(Number(recordedAtMs)),
    correlationId,
    causationId,
    user,
    headers: headers === undefined ? undefined : (JSON.parse(headers) as Record<string, string>),
    event: readEvent({ ...place, schemaVersion: Number(schemaVersion), data: data! }, registry),
  }
}
