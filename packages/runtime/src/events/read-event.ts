import type { EventRegistry } from './event-registry.js'

/** An event as its row has it. */
export interface StoredEvent {
  readonly name: string
  readonly schemaVersion: number
  readonly data: string
}

/** The event as its class declares it now. */
export function readEvent(stored: StoredEvent, registry: EventRegistry): object {
  return registry.mappingNamed(stored.name).revive(JSON.parse(stored.data)) as object
}
