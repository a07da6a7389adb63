import { creates, uses } from '../frames/flow.js'
import type { Call, Catch, Dispose, Frame, Region } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import type { Disposable } from './bind-layers.js'

/** What one layer wants around the rest. */
export interface Wrap {
  /** Of the endpoint's own class, and of no middleware. */
  readonly isOwn: boolean
  readonly catches: readonly Catch[]
  readonly finally: readonly Call[]
  readonly disposables: readonly Disposable[]
}

/**
 * `try { … } catch { … } finally { … }` around the rest, one within the other, opened after the last step that makes something
 * they use. That of an endpoint's class encloses its own methods; that of a middleware what stands further inside, and not its
 * own before-methods: what a failed one has not begun need not be ended.
 */
export function openRegions(
  frames: readonly Frame[],
  wraps: readonly Wrap[],
  layers: readonly (readonly Frame[])[],
): readonly Frame[] {
  let from = frames.findIndex((frame) => !requestKinds.has(frame.kind))
  const openings = wraps.flatMap((wrap, level) => {
    const layer = layers[level] ?? []
    const [first] = layer
    const begin = Math.max(from, first === undefined ? from : frames.indexOf(first))
    const asked = regionsOf(wrap, layer, frames, begin).sort((a, b) => a.at - b.at)
    from = asked.at(-1)?.at ?? from
    return asked
  })
  // A method that never returns may have ended it before.
  const begun = openings.filter(({ at }) => at < frames.length)
  return begun.reduceRight<readonly Frame[]>(
    (all, { at, catches, finally: last }) => [
      ...all.slice(0, at),
      { kind: 'region', phase: 'prepare', frames: all.slice(at), catches, finally: last },
    ],
    frames,
  )
}

const requestKinds: ReadonlySet<Frame['kind']> = new Set<Frame['kind']>([
  'open-session',
  'read-value',
  'guard-violations',
  'read-body',
  'read-files',
])

interface Opening extends Pick<Region, 'catches' | 'finally'> {
  readonly at: number
}

function regionsOf(
  { isOwn, catches, finally: last, disposables }: Wrap,
  layer: readonly Frame[],
  frames: readonly Frame[],
  begin: number,
): Opening[] {
  // An instance that no method of this chain needs is not made.
  const made = new Set(frames.flatMap(creates))
  const ends = disposables
    .filter(({ value }) => made.has(value))
    .map(({ value, isAsync }): Opening => {
      const dispose: Dispose = { kind: 'dispose', phase: 'afterCommit', value, isAsync }
      const at = afterMakers(new Set([value]), frames, begin)
      return { at, catches: [], finally: [dispose] }
    })
  if (catches.length === 0 && last.length === 0) return ends
  const needed = new Set([
    ...catches.flatMap((each) => [...uses(each.call)]),
    ...last.flatMap(uses),
  ])
  const at = isOwn
    ? Math.max(begin, afterMakersAndStops(needed, frames))
    : afterMakers(needed, frames, afterFirstCall(layer, frames, begin))
  return [...ends, { at, catches, finally: last }]
}

function lastMaker(needed: ReadonlySet<Variable>, frames: readonly Frame[]): number {
  return frames.findLastIndex((frame) => creates(frame).some((each) => needed.has(each)))
}

/** Guards and stops of what was made stay with it. */
function afterMakersAndStops(needed: ReadonlySet<Variable>, frames: readonly Frame[]): number {
  let at = lastMaker(needed, frames) + 1
  while (frames[at]?.kind === 'stop' || frames[at]?.kind === 'guard-missing') at++
  return at
}

/** Only the checks without which TypeScript would not know what is needed: whatever else stops is within the region. */
function afterMakers(
  needed: ReadonlySet<Variable>,
  frames: readonly Frame[],
  begin: number,
): number {
  let at = Math.max(begin, lastMaker(needed, frames) + 1)
  for (let frame = frames[at]; frame !== undefined; frame = frames[at]) {
    if (frame.kind !== 'stop' && frame.kind !== 'guard-missing') break
    if (!needed.has(frame.value)) break
    at++
  }
  return at
}

/** A middleware has begun when its first before-method has returned. */
function afterFirstCall(layer: readonly Frame[], frames: readonly Frame[], begin: number): number {
  const own = layer.find((each) => each.kind === 'call' || each.kind === 'together')
  return own === undefined ? begin : Math.max(begin, frames.indexOf(own) + 1)
}
