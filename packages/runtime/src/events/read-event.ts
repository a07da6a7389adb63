import { UnreadableDataError } from '../codecs/codec-errors.js'
import { UnreadableEventError, type EventPlace } from './errors.js'
import type { AnyEventMapping, EventRegistry } from './event-registry.js'

/** An event as its row has it. */
export interface StoredEvent extends EventPlace {
  readonly schemaVersion: number
  readonly data: string
}

/**
 * The event as its class declares it now.
 *
 * @throws {UnknownEventError} when there is no such class.
 * @throws {UnreadableEventError} when what is stored is something else.
 */
export function readEvent(stored: StoredEvent, registry: EventRegistry): object {
  const mapping = registry.mappingOfStored(stored)
  try {
    return revive(stored, mapping)
  } catch (error) {
    throw new UnreadableEventError(stored, error)
  }
}

function revive({ schemaVersion, data }: StoredEvent, mapping: AnyEventMapping): object {
  const { version = 1, upcast } = mapping
  const json: unknown = JSON.parse(data)
  if (schemaVersion > version) {
    throw new UnreadableDataError(
      '',
      `expected at most version ${version} of the event, found version ${schemaVersion}, which a newer program has recorded`,
    )
  }
  const current = schemaVersion < version && upcast ? upcast(json, schemaVersion) : json
  return mapping.revive(current) as object
}
