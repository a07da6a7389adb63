import type { ChainDescription } from '../compile-result.js'
import type { Chain } from '../frames/chain.js'
import type { Frame } from '../frames/frame.js'

/** Flushes of the longest way through a chain, as far as they can be proved from the methods' bodies. */
export function roundTrips({ frames, transactional }: Chain): ChainDescription['roundTrips'] {
  const reads = sum(frames.map(readsOf))
  return { reads, writes: transactional ? 1 : 0 }
}

function readsOf(frame: Frame): number | undefined {
  switch (frame.kind) {
    case 'load-entity':
      return 1
    case 'call':
      return frame.roundTrips
    // What starts in one turn leaves in one flush; what a method awaits after its first read leaves later.
    case 'together': {
      const each = frame.loads.map(readsOf)
      return each.includes(undefined) ? undefined : Math.max(0, ...each.map((reads) => reads ?? 0))
    }
    case 'region':
      return sum(frame.frames.map(readsOf))
    default:
      return 0
  }
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce<number | undefined>(
    (total, each) => (total === undefined || each === undefined ? undefined : total + each),
    0,
  )
}
