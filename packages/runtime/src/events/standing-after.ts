import type { AggregateMapping } from './event-mapping.js'
import { fold } from './fold.js'
import { revivePending, type PendingStream } from './pending-stream.js'

/** A stream after its unit. */
export interface StandingAfter {
  readonly version: number
  /** Makes the state anew by each call. */
  readonly base: () => object | null
  /** What is kept of the state, if it is. */
  readonly snapshot?: { readonly hash: string; readonly data: string }
}

/** `undefined` where it is not known how the stream stands before. */
export function standingAfter({
  aggregate,
  standing,
  events,
}: PendingStream): StandingAfter | undefined {
  if (aggregate === undefined || standing === undefined) return undefined
  // Taken now: when the unit is committed, it will be another.
  const { base: before } = standing
  const version = standing.version + events.length
  const base = (): object | null =>
    fold(aggregate as AggregateMapping, before(), events.map(revivePending))
  const { snapshot } = aggregate
  if (snapshot === undefined) return { version, base }
  const state = base()
  // Nothing is kept of an aggregate that ends in nothing: its events are folded.
  if (state === null) return { version, base }
  const data = snapshot.encode(state)
  return {
    version,
    base: () => snapshot.revive(JSON.parse(data)) as object,
    snapshot: { hash: snapshot.hash, data },
  }
}
