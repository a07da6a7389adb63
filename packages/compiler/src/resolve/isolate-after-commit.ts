import { creates, uses } from '../frames/flow.js'
import type { Frame } from '../frames/frame.js'

/**
 * Every call after the commit in a `try` of its own, with what is made for it alone: one that throws must not keep the next
 * from running. What several need is made once, in a `try` around theirs.
 */
export function isolateAfterCommit(frames: readonly Frame[]): readonly Frame[] {
  const groups = callsApart(frames)
  if (groups.length === 0) return []
  const shared: Frame[] = []
  for (const maker of frames.filter(isMaker).reverse()) {
    const needs = (others: readonly Frame[]) => others.some((each) => usesWhat(each, maker))
    const users = groups.filter(needs)
    const [only] = users
    if (only !== undefined && users.length === 1 && !needs(shared)) only.unshift(maker)
    else shared.unshift(maker)
  }
  const apart = groups.map(afterCommit)
  return shared.length === 0 ? apart : [afterCommit([...shared, ...apart])]
}

/** A call that takes what another one returns stays with it, and so does what is asked of its result. */
function callsApart(frames: readonly Frame[]): Frame[][] {
  let groups: Frame[][] = []
  for (const frame of frames.filter((each) => !isMaker(each))) {
    const before = groups.filter((group) => group.some((each) => usesWhat(frame, each)))
    groups = [...groups.filter((each) => !before.includes(each)), [...before.flat(), frame]]
  }
  return groups
}

/** It does nothing but make a value. */
function isMaker({ kind }: Frame): boolean {
  return makers.has(kind)
}

const makers: ReadonlySet<Frame['kind']> = new Set([
  'construct',
  'take-service',
  'load-entity',
  'fetch-stream',
  'take-state',
  'read-value',
])

function usesWhat(frame: Frame, maker: Frame): boolean {
  const made = creates(maker)
  return uses(frame).some((each) => made.includes(each))
}

function afterCommit(frames: readonly Frame[]): Frame {
  return { kind: 'after-commit', phase: 'afterCommit', frames }
}
