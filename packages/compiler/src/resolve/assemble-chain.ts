import { passes, uses } from '../frames/flow.js'
import type { Answer, Call, Frame, Phase } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { stepsIn } from '../frames/within.js'
import { Assembly, defaultOnMissing, type Parts } from './assemble.js'
import { placeSaga } from './assemble-saga.js'
import type { BoundStep } from './bind-additions.js'
import { disposalOf, type BoundLayer } from './bind-layers.js'
import type { BoundCall } from './call-plan.js'
import { endAtNever } from './end-at-never.js'
import { groupLoads } from './group-loads.js'
import { insertGuards } from './insert-guards.js'
import { prune } from './prune.js'
import { isolateAfterCommit } from './isolate-after-commit.js'
import { openRegions, type Wrap } from './regions.js'
import { requestFrames } from './request-frames.js'
import type { BoundSaga } from './saga.js'
import type { Scope } from './scope.js'

/** Everything of a chain that is called, with its arguments. */
export interface BoundChain extends Parts {
  /** Outermost first; the last is the endpoint's own class. */
  readonly layers: readonly BoundLayer[]
  /** Several where handlers are combined, or of a saga. */
  readonly decisions: readonly BoundCall[]
  readonly saga: BoundSaga | undefined
  readonly steps: readonly BoundStep[]
  /** Of an endpoint. */
  readonly answers: readonly Answer[] | undefined
}

/** The frames of a chain in the order of the phases, then one pass after another over them. */
export function assembleChain(chain: BoundChain, scope: Scope): readonly Frame[] {
  const { layers, decisions, saga } = chain
  const stepsOf = (phase: Phase) => chain.steps.filter((each) => each.phase === phase)
  const insert = (assembly: Assembly, phase: Phase) => {
    for (const each of stepsOf(phase)) assembly.call(each, phase)
  }
  const early = new Assembly(scope, chain)
  insert(early, 'headers')
  insert(early, 'authorize')
  // Who may not ask is told so before anything is read of what was sent.
  const count = countBeforeBody(chain, scope)
  const beforeBody = layers.slice(0, count).flatMap((each) => each.befores)
  for (const each of beforeBody) early.call(each, 'authorize')

  const assembly = new Assembly(scope, chain, early)
  insert(assembly, 'body')
  // Where each layer begins.
  const starts: number[] = []
  const wraps = layers.map((layer, level): Wrap => {
    starts.push(assembly.frames.length)
    const wrap = wrapOf(layer, { isOwn: level >= scope.ownLevel, chain, assembly, scope })
    if (level >= count) for (const each of layer.befores) assembly.call(each, 'prepare')
    return wrap
  })
  insert(assembly, 'prepare')
  if (saga !== undefined) placeSaga(saga, chain, assembly, scope)
  else for (const each of decisions) assembly.callAlone(each, 'decide')
  insert(assembly, 'decide')
  if (saga === undefined) for (const each of decisions) assembly.effectsOf(each, 'effects')
  insert(assembly, 'effects')
  for (const each of inwardsOut(layers, (layer) => layer.afters)) assembly.call(each, 'after')
  insert(assembly, 'after')
  const session = scope.openedSession
  assembly.place(...commitOf([...early.frames, ...assembly.frames], scope))
  insert(assembly, 'commit')
  if (chain.answers !== undefined) {
    assembly.place({ kind: 'respond', phase: 'respond', answers: chain.answers })
  }
  insert(assembly, 'respond')

  const last = new Assembly(scope, chain, assembly)
  for (const each of inwardsOut(layers, (layer) => layer.afterCommits))
    last.call(each, 'afterCommit')
  insert(last, 'afterCommit')
  // What is sent after the commit has one of its own; a handler's is made when it has returned.
  if (scope.route !== undefined && stepsIn(last.frames).some(sends)) {
    last.place({ kind: 'commit-messages', phase: 'afterCommit' })
  }
  const tail = isolateAfterCommit(last.frames)

  const otherwise = scope.chain.class.marks.onMissing ?? defaultOnMissing
  const opening: readonly Frame[] = session
    ? [{ kind: 'open-session', phase: 'headers', session }]
    : []
  // Loads of two layers do not start together: a region may open between them.
  const stopping = callsThatStop(assembly.frames)
  const segments = [0, ...starts].map((start, index) =>
    groupLoads(assembly.frames.slice(start, starts[index]), stopping),
  )
  const [before = [], ...byLayer] = segments
  const { text, body } = requestFrames(scope)
  const flat = [
    ...opening,
    ...text,
    ...early.frames,
    ...body,
    ...before,
    ...byLayer.flat(),
    ...tail,
  ]
  const guarded = insertGuards(
    flat,
    (variable) => scope.onMissing.get(variable) ?? otherwise,
    scope.route === undefined ? 'message' : 'request',
  )
  const reached = endAtNever(guarded, wraps.flatMap(usedByWrap))
  return prune(openRegions(reached, wraps, byLayer))
}

/** One flush for all that was written and sent. What a handler without a session sends is written when it has returned. */
function commitOf(frames: readonly Frame[], scope: Scope): readonly Frame[] {
  const session = scope.openedSession
  const isSending = stepsIn(frames).some(sends)
  const commitsAll = scope.writes || (isSending && !scope.isNonTransactional)
  if (session !== undefined && commitsAll) return [{ kind: 'commit', phase: 'commit', session }]
  return isSending && scope.route !== undefined
    ? [{ kind: 'commit-messages', phase: 'commit' }]
    : []
}

/** It sends something, or gives somebody the means to do so. */
function sends(frame: Frame): boolean {
  if (frame.kind === 'cascade') return true
  return passes(frame).some(
    (each) => each.kind === 'built-in' && (each.name === 'bus' || each.name === 'message-context'),
  )
}

/** The outermost middleware that stands around nothing, only before it, and takes nothing of the body. */
function countBeforeBody(chain: BoundChain, scope: Scope): number {
  const sent = new Set([
    ...(scope.body === undefined ? [] : [scope.body.variable]),
    ...[...scope.files.values()].map((each) => each.file),
  ])
  if (sent.size === 0) return 0
  const { layers } = chain
  const standsAround = layers.findIndex((layer, level) => {
    const instance = chain.owners.get(layer.class)?.instance?.variable
    const { catches, atEnd, disposables, befores } = layer
    if (level >= scope.ownLevel || catches.length + atEnd.length + disposables.length > 0)
      return true
    if (instance !== undefined && disposalOf(instance, scope).length > 0) return true
    const trial = new Assembly(scope, chain)
    for (const each of befores) trial.call(each, 'authorize')
    return trial.frames.flatMap(uses).some((each) => sent.has(each))
  })
  return standsAround === -1 ? 0 : standsAround
}

/** What `catch` and `finally` need is made before the layer's own methods run. */
function wrapOf(layer: BoundLayer, { isOwn, chain, assembly, scope }: Wrapping): Wrap {
  const instance = chain.owners.get(layer.class)?.instance?.variable
  const ends = isOwn || instance === undefined ? [] : disposalOf(instance, scope)
  return {
    isOwn,
    catches: layer.catches.map((each) => ({
      error: each.errorType,
      variable: each.error,
      call: assembly.outside(each, 'respond'),
      stops: each.plan.stops.map((stop) => ({ ...stop, phase: 'respond' as const })),
    })),
    finally: layer.atEnd.map((each) => assembly.outside(each, 'afterCommit')),
    disposables: [...ends, ...layer.disposables],
  }
}

function usedByWrap({ catches, finally: last, disposables }: Wrap): readonly Variable[] {
  return [
    ...catches.flatMap((each) => uses(each.call)),
    ...last.flatMap(uses),
    ...disposables.map((each) => each.value),
  ]
}

interface Wrapping {
  readonly isOwn: boolean
  readonly chain: BoundChain
  readonly assembly: Assembly
  readonly scope: Scope
}

/** What comes after the decision: the innermost first. */
function inwardsOut(
  layers: readonly BoundLayer[],
  calls: (layer: BoundLayer) => readonly BoundCall[],
): readonly BoundCall[] {
  return [...layers].reverse().flatMap(calls)
}

/** What can end the chain keeps its place: nothing starts before it has been asked. */
function callsThatStop(frames: readonly Frame[]): ReadonlySet<Call> {
  return new Set(
    frames.filter(
      (each, index) => each.kind === 'call' && frames[index + 1]?.kind === 'stop',
    ) as Call[],
  )
}
