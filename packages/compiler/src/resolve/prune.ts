import { uses } from '../frames/flow.js'
import type { Frame, Result } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'

/** Leaves out what nobody reads, so that the output declares no unused variable. */
export function prune(frames: readonly Frame[]): readonly Frame[] {
  // Twice: a value that was only taken apart into what nobody reads is not read itself.
  return pruneOnce(pruneOnce(frames))
}

function pruneOnce(frames: readonly Frame[]): readonly Frame[] {
  const used = new Set(frames.flatMap(uses))
  return frames.map((frame) => pruneFrame(frame, used))
}

function pruneFrame(frame: Frame, used: ReadonlySet<Variable>): Frame {
  switch (frame.kind) {
    case 'call':
    case 'unpack':
      return { ...frame, result: pruneResult(frame.result, used) }
    case 'region':
    case 'after-commit':
      return { ...frame, frames: frame.frames.map((each) => pruneFrame(each, used)) }
    default:
      return frame
  }
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
      return length === 0 ? { kind: 'none' } : { kind: 'tuple', elements: kept.slice(0, length) }
    }
    case 'members': {
      const members = result.members.filter((each) => used.has(each.variable))
      return members.length === 0 ? { kind: 'none' } : { kind: 'members', members }
    }
  }
}
