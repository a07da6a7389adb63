import { uses } from '../frames/flow.js'
import type { Frame, Result } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { mapFrames } from '../frames/within.js'

/** Leaves out what nobody reads, so that the output declares no unused variable. */
export function prune(frames: readonly Frame[]): readonly Frame[] {
  // Twice: a value that was only taken apart into what nobody reads is not read itself.
  return pruneOnce(pruneOnce(frames))
}

function pruneOnce(frames: readonly Frame[]): readonly Frame[] {
  const used = new Set(frames.flatMap(uses))
  return mapFrames(frames, (frame) =>
    frame.kind === 'call' || frame.kind === 'unpack'
      ? { ...frame, result: pruneResult(frame.result, used) }
      : frame,
  )
}

function pruneResult(result: Result, used: ReadonlySet<Variable>): Result {
  switch (result.kind) {
    case 'none':
      return result
    case 'whole':
      return used.has(result.variable) ? result : { kind: 'none' }
    case 'tuple': {
      const kept = result.elements.map((each) => (each && used.has(each) ? each : undefined))
      const length = kept.findLastIndex((each) => each !== undefined) + 1
      return length === 0 ? { kind: 'none' } : { ...result, elements: kept.slice(0, length) }
    }
    case 'members': {
      const members = result.members.filter((each) => used.has(each.variable))
      return members.length === 0 ? { kind: 'none' } : { kind: 'members', members }
    }
  }
}
