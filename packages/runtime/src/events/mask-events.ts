import type { Pool } from 'pg'
import type { Type } from '../core/type.js'
import { InvalidValueError } from '../errors.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { flush, type Row } from '../postgres/flush.js'
import { requireId } from '../postgres/require-value.js'
import { commitUnit, refuseUnstorable, type UnitCommand } from '../postgres/unit-of-work.js'
import type { EventRegistry } from './event-registry.js'
import { readEvent } from './read-event.js'
import {
  fetchEventsToMaskStatement,
  forgetSnapshotsStatement,
  maskedAtOnce,
  maskEventsStatement,
} from './sql/mask-events.js'

/** Which events are rewritten, and how. */
export interface MaskOptions {
  /** Whose events. Default: `''`, those of nobody in particular. */
  readonly tenant?: string
  /** Of the streams of this id. Default: of all. */
  readonly id?: string
  /** Of this class. Default: of all. */
  readonly event?: Type
  /** The event to keep instead, of the same class; `undefined`: it stays as it is. Called once per event. */
  readonly mask: (event: object) => object | undefined
}

interface Masked {
  readonly row: Row
  readonly schemaVersion: number
  readonly data: string
}

/** Rewrites recorded events batch by batch, and forgets the states that were made of them; tells how many were rewritten. */
export async function maskEvents(
  pool: Pool,
  registry: EventRegistry,
  options: MaskOptions,
): Promise<number> {
  const { tenant = '', id, event, mask } = options
  const streamId = id === undefined ? null : requireId(id, 'id of a stream')
  const name = event === undefined ? null : registry.mappingOfClass(event).name
  let masked = 0
  for (let behind = '0'; ;) {
    const values = [tenant, streamId, name, behind]
    const [rows = []] = await flush(pool, [{ statement: fetchEventsToMaskStatement, values }])
    const changed = rows.flatMap((row) => maskRow(row, registry, mask))
    if (changed.length > 0) await commitUnit(pool, rewrite(changed, tenant))
    masked += changed.length
    if (rows.length < maskedAtOnce) return masked
    behind = rows.at(-1)![0]!
  }
}

function maskRow(row: Row, registry: EventRegistry, mask: MaskOptions['mask']): readonly Masked[] {
  const [, streamId, , version, name, schemaVersion, data] = row as readonly string[]
  const place = { streamId: streamId!, version: Number(version), name: name! }
  const stored = { ...place, schemaVersion: Number(schemaVersion), data: data! }
  const masked = mask(readEvent(stored, registry))
  if (masked === undefined) return []
  const mapping = registry.mappingOf(masked)
  if (mapping.name !== name) {
    throw new InvalidValueError(
      `Event ${place.version} of the stream "${place.streamId}": expected a ${name!} in its place, found a ${mapping.name}.`,
    )
  }
  return [{ row, schemaVersion: mapping.version ?? 1, data: mapping.encode(masked) }]
}

function rewrite(masked: readonly Masked[], tenant: string): readonly UnitCommand[] {
  const refused = refuseUnstorable(() => 'an event')
  const column = (index: number) => arrayLiteral(masked.map(({ row }) => row[index]!))
  const schemaVersions = arrayLiteral(masked.map((each) => String(each.schemaVersion)))
  const data = arrayLiteral(masked.map((each) => each.data))
  return [
    { statement: maskEventsStatement, values: [column(0), schemaVersions, data], refused },
    { statement: forgetSnapshotsStatement, values: [tenant, column(1), column(2)] },
  ]
}
