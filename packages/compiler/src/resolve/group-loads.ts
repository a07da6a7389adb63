import { creates, uses } from '../frames/flow.js'
import type { Call, FetchStream, Frame, LoadEntity, TakeState } from '../frames/frame.js'
import { methodWord } from '../model/method-words.js'

/**
 * Neighbouring loads that do not need each other start together. Only what loads and cannot stop is moved: whatever else the
 * user wrote keeps its place.
 */
export function groupLoads(
  frames: readonly Frame[],
  stopping: ReadonlySet<Call>,
): readonly Frame[] {
  const grouped: Frame[] = []
  let index = 0
  while (index < frames.length) {
    const frame = frames[index]
    if (frame === undefined) break
    if (!isLoad(frame, stopping)) {
      grouped.push(frame)
      index++
      continue
    }
    const { loads, hoisted, states, next } = neighbours(frames, index, stopping)
    grouped.push(...hoisted)
    grouped.push(loads.length === 1 ? frame : together(loads))
    grouped.push(...states)
    index = next
  }
  return grouped
}

type Load = Call | LoadEntity | FetchStream

function isLoad(frame: Frame, stopping: ReadonlySet<Call>): frame is Load {
  if (frame.kind === 'load-entity' || frame.kind === 'fetch-stream') return true
  return (
    frame.kind === 'call' &&
    frame.phase === 'prepare' &&
    methodWord(frame.method)?.word === 'load' &&
    (frame.isAsync || frame.read !== undefined) &&
    frame.result.kind !== 'none' &&
    !stopping.has(frame)
  )
}

function neighbours(frames: readonly Frame[], start: number, stopping: ReadonlySet<Call>) {
  const loads: Load[] = []
  const hoisted: Frame[] = []
  const states: TakeState[] = []
  let next = start
  for (; next < frames.length; next++) {
    const frame = frames[next]
    if (frame === undefined) break
    // The states of streams are taken when all of them are there.
    if (frame.kind === 'take-state' && loads.some((each) => creates(each).includes(frame.stream))) {
      states.push(frame)
      continue
    }
    const made = new Set([...loads, ...states].flatMap(creates))
    if (uses(frame).some((each) => made.has(each))) break
    // What the next load needs is made before the group starts.
    if (frame.kind === 'take-service' || frame.kind === 'construct') hoisted.push(frame)
    else if (isLoad(frame, stopping)) loads.push(frame)
    else break
  }
  return { loads, hoisted, states, next }
}

function together(loads: readonly Load[]): Frame {
  return {
    kind: 'together',
    phase: 'prepare',
    loads,
    because: 'These do not need each other, so they leave together.',
  }
}
