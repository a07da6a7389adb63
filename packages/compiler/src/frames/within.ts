import type { Call, Catch, Frame } from './frame.js'
import type { Variable } from './variable.js'

/** What stands in braces of its own: nobody outside sees what is made there. */
export interface Block {
  /** What a `catch` has caught. */
  readonly caught?: Variable
  readonly frames: readonly Frame[]
}

/** In the order in which they are read on the page. `together` has none: what it loads is made beside it. */
export function blocksOf(frame: Frame): readonly Block[] {
  switch (frame.kind) {
    case 'region':
      return [
        { frames: frame.frames },
        ...frame.catches.map(({ variable, call, stops }) => ({
          caught: variable,
          frames: [call, ...stops],
        })),
        { frames: frame.finally },
      ]
    case 'after-commit':
      return [{ frames: frame.frames }]
    case 'branch':
      return [{ frames: frame.missing }, { frames: frame.found }]
    case 'together':
    case 'open-session':
    case 'read-value':
    case 'guard-violations':
    case 'read-body':
    case 'receive':
    case 'read-files':
    case 'take-service':
    case 'construct':
    case 'load-entity':
    case 'fetch-stream':
    case 'take-state':
    case 'append-events':
    case 'update-state':
    case 'call':
    case 'unpack':
    case 'stop':
    case 'guard-missing':
    case 'run-effect':
    case 'cascade':
    case 'start-saga':
    case 'find-saga-id':
    case 'new-saga':
    case 'enter-saga':
    case 'guard-saga':
    case 'save-saga':
    case 'commit':
    case 'commit-messages':
    case 'respond':
    case 'dispose':
      return []
  }
}

/** The frames that one is made of. Every walk over a chain goes through here, so a new kind of frame is entered by all. */
export function within(frame: Frame): readonly Frame[] {
  return frame.kind === 'together' ? frame.loads : blocksOf(frame).flatMap((each) => each.frames)
}

/** The steps themselves, at every depth: what is made of others is taken apart. */
export function stepsIn(frames: readonly Frame[]): readonly Frame[] {
  return frames.flatMap((frame) => {
    const inner = within(frame)
    return inner.length === 0 ? [frame] : stepsIn(inner)
  })
}

/** Every `catch` at every depth, the inner ones first. */
export function catchesIn(frames: readonly Frame[]): readonly Catch[] {
  return frames.flatMap((frame) => [
    ...catchesIn(within(frame)),
    ...(frame.kind === 'region' ? frame.catches : []),
  ])
}

type Change = <F extends Frame>(frame: F) => F

/** The same chain with every step changed, at every depth. */
export function mapFrames(frames: readonly Frame[], change: Change): readonly Frame[] {
  return frames.map((each) => mapFrame(each, change))
}

function mapFrame<F extends Frame>(frame: F, change: Change): F {
  const inside = <I extends Frame>(list: readonly I[]) => list.map((each) => mapFrame(each, change))
  switch (frame.kind) {
    case 'together':
      return { ...frame, loads: inside(frame.loads) }
    case 'region':
      return {
        ...frame,
        frames: inside(frame.frames),
        catches: frame.catches.map((each) => ({
          ...each,
          call: mapFrame<Call>(each.call, change),
          stops: inside(each.stops),
        })),
        finally: inside(frame.finally),
      }
    case 'after-commit':
      return { ...frame, frames: inside(frame.frames) }
    case 'branch':
      return { ...frame, missing: inside(frame.missing), found: inside(frame.found) }
    case 'open-session':
    case 'read-value':
    case 'guard-violations':
    case 'read-body':
    case 'receive':
    case 'read-files':
    case 'take-service':
    case 'construct':
    case 'load-entity':
    case 'fetch-stream':
    case 'take-state':
    case 'append-events':
    case 'update-state':
    case 'call':
    case 'unpack':
    case 'stop':
    case 'guard-missing':
    case 'run-effect':
    case 'cascade':
    case 'start-saga':
    case 'find-saga-id':
    case 'new-saga':
    case 'enter-saga':
    case 'guard-saga':
    case 'save-saga':
    case 'commit':
    case 'commit-messages':
    case 'respond':
    case 'dispose':
      return change(frame)
  }
}
