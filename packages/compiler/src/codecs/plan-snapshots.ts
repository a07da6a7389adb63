import { createHash } from 'node:crypto'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { AggregateModel } from '../model/aggregate-model.js'
import type { ApplicationModel } from '../model/application-model.js'
import { noHandle, type TypeId, type TypeUse } from '../model/type-ref.js'
import { findFaults } from './find-faults.js'
import { shapeOfUse } from './shape-of-type.js'
import { shapeTableOf, type ShapeTable } from './shape-table.js'

export interface Snapshots {
  /** Of the aggregates whose state is written with every commit that knows it. */
  readonly hashes: ReadonlyMap<TypeId, string>
  readonly diagnostics: readonly Diagnostic[]
}

/** Which states are kept as they are, and what says that one was made by the code of now. */
export function planSnapshots(model: Pick<ApplicationModel, 'aggregates' | 'shapes'>): Snapshots {
  const table = shapeTableOf(model.shapes)
  const kept = model.aggregates.filter(isKept)
  const checked = kept.map((each) => ({ aggregate: each, faults: faultsOf(each, table) }))
  const sound = checked.filter((each) => each.faults.length === 0)
  return {
    hashes: new Map(sound.map(({ aggregate }) => [aggregate.type.id, hashOf(aggregate, table)])),
    diagnostics: checked.flatMap(({ aggregate, faults }) =>
      faults.length === 0 ? [] : [unstorable(aggregate, faults)],
    ),
  }
}

/** Where a handler writes, the next one reads: what events make of a stream is kept then, unless `@Snapshot` says otherwise. */
function isKept({ fold, snapshot, isWritten }: AggregateModel): boolean {
  if (fold === undefined || snapshot.lifecycle === 'live') return false
  return snapshot.lifecycle === 'inline' || isWritten
}

function faultsOf({ type, location }: AggregateModel, table: ShapeTable): readonly Diagnostic[] {
  const use: TypeUse = { type, null: false, undefined: false, text: () => '', handle: noHandle }
  return findFaults(
    shapeOfUse(use, location),
    { purpose: 'encode-stored', type: use, location },
    table,
  )
}

function unstorable({ type, location }: AggregateModel, faults: readonly Diagnostic[]): Diagnostic {
  return diagnostic('snapshot-not-storable', location, {
    message: `The state of ${type.name} is kept with every commit, and cannot be stored`,
    notes: faults.map((each) => each.message),
  })
}

/** Another state, or another way to it, is another hash: what was kept before is folded anew from the events. */
function hashOf({ type, fold, snapshot }: AggregateModel, table: ShapeTable): string {
  if (snapshot.version !== undefined) return `v${snapshot.version}`
  const keys = [type.id, ...[...table.refsWithin({ kind: 'ref', key: type.id })].sort()]
  const shapes = [...new Set(keys)].map((key) => table.named(key).shape)
  return createHash('sha256')
    .update(JSON.stringify([shapes, fold?.source], ofTheValue))
    .digest('hex')
    .slice(0, 16)
}

/** Places and comments say nothing of a value, nor does the file in which its class stands. */
function ofTheValue(member: string, value: unknown): unknown {
  if (member === 'location' || member === 'documentation' || member === 'class') return undefined
  return member === 'key' && typeof value === 'string' ? value.replace(/[^\s<(|&,[]*#/g, '') : value
}
