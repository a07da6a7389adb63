import { creates, uses } from '../frames/flow.js'
import type { Catch, Call, Frame } from '../frames/frame.js'

/** `try { … } catch { … } finally { … }` around the rest, opened after the last step that makes something they use. */
export function openRegion(
  frames: readonly Frame[],
  catches: readonly Catch[],
  atEnd: readonly Call[],
): readonly Frame[] {
  if (catches.length === 0 && atEnd.length === 0) return frames
  const needed = new Set([
    ...catches.flatMap((each) => [...uses(each.call)]),
    ...atEnd.flatMap(uses),
  ])
  const lastMaker = frames.findLastIndex((frame) => creates(frame).some((each) => needed.has(each)))
  // Guards and stops of what was made stay with it.
  let start = lastMaker + 1
  while (frames[start]?.kind === 'stop' || frames[start]?.kind === 'guard-missing') start++
  const firstStep = frames.findIndex(
    (frame) =>
      !['open-session', 'read-value', 'guard-violations', 'read-body'].includes(frame.kind),
  )
  const opening = Math.max(start, firstStep === -1 ? frames.length : firstStep)
  return [
    ...frames.slice(0, opening),
    { kind: 'region', phase: 'prepare', frames: frames.slice(opening), catches, finally: atEnd },
  ]
}
