import { creates, uses } from '../frames/flow.js'
import type { Frame } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'

/**
 * Nothing follows a method that never returns: TypeScript would call it unreachable. Nor is anything made that only what
 * would follow needs. `kept`: what `catch` and `finally` use.
 */
export function endAtNever(frames: readonly Frame[], kept: readonly Variable[]): readonly Frame[] {
  const end = frames.findIndex((each) => each.kind === 'call' && each.neverReturns === true)
  return end < 0 ? frames : withoutIdle(frames.slice(0, end + 1), kept)
}

function withoutIdle(frames: readonly Frame[], kept: readonly Variable[]): readonly Frame[] {
  const used = new Set([...frames.flatMap(uses), ...kept])
  const needed = frames.filter(
    (each) => !makers.has(each.kind) || creates(each).some((variable) => used.has(variable)),
  )
  return needed.length === frames.length ? frames : withoutIdle(needed, kept)
}

/** Those that do nothing but make something. */
const makers: ReadonlySet<Frame['kind']> = new Set<Frame['kind']>([
  'open-session',
  'take-service',
  'construct',
])
