import { refuseUnstorable, type UnitCommand } from '../postgres/unit-of-work.js'
import type { PendingStream } from './pending-stream.js'
import { storeSnapshotStatement } from './sql/store-snapshot.js'
import type { StandingAfter } from './standing-after.js'

/** Keeps the state after the unit, where it is known and the aggregate says how. */
export function snapshotCommands(
  stream: PendingStream,
  after: StandingAfter | undefined,
  tenant: string,
): readonly UnitCommand[] {
  if (after?.snapshot === undefined || stream.events.length === 0) return []
  const { id, aggregate, aggregateName } = stream
  const { hash, data } = after.snapshot
  return [
    {
      statement: storeSnapshotStatement,
      values: [tenant, id, aggregate!.name, String(after.version), hash, data],
      refused: refuseUnstorable(() => `the state of ${aggregateName} "${id}"`),
    },
  ]
}
