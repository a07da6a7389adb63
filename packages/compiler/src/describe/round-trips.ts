import type { ChainDescription } from '../compile-result.js'
import type { Chain } from '../frames/chain.js'
import type { Frame } from '../frames/frame.js'
import { stepsIn, within } from '../frames/within.js'

/** Flushes of the longest way through a chain, as far as they can be proved from the methods' bodies. */
export function roundTrips({ frames, transactional }: Chain): ChainDescription['roundTrips'] {
  return { reads: readsOf(frames), writes: transactional || commitsMessages(frames) ? 1 : 0 }
}

function commitsMessages(frames: readonly Frame[]): boolean {
  return stepsIn(frames).some((each) => each.kind === 'commit-messages')
}

function readsOf(frames: readonly Frame[]): number | undefined {
  return sum(frames.map(readsOfFrame))
}

function readsOfFrame(frame: Frame): number | undefined {
  switch (frame.kind) {
    case 'load-entity':
    case 'fetch-stream':
      return 1
    case 'call':
      return frame.roundTrips
    // What starts in one turn leaves in one flush; what a method awaits after its first read leaves later.
    case 'together':
      return most(frame.loads.map(readsOfFrame))
    // It may fail at its very end, and one of the catches answers.
    case 'region': {
      const caught = most(frame.catches.map((each) => readsOfFrame(each.call)))
      return sum([readsOf(frame.frames), caught, readsOf(frame.finally)])
    }
    default:
      return readsOf(within(frame))
  }
}

function most(counts: readonly (number | undefined)[]): number | undefined {
  return counts.includes(undefined) ? undefined : Math.max(0, ...counts.map((each) => each ?? 0))
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce<number | undefined>(
    (total, each) => (total === undefined || each === undefined ? undefined : total + each),
    0,
  )
}
