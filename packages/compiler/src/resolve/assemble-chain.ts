import type { Answer, Call, Frame } from '../frames/frame.js'
import { Assembly, defaultOnMissing, type EffectArguments, type Owner } from './assemble.js'
import type { BoundCatch } from './bind-methods.js'
import type { BoundCall } from './call-plan.js'
import { groupLoads } from './group-loads.js'
import { insertGuards } from './insert-guards.js'
import { prune } from './prune.js'
import { openRegion } from './regions.js'
import { requestFrames } from './request-frames.js'
import type { Scope } from './scope.js'

/** Everything of a chain that is called, with its arguments. */
export interface BoundChain {
  readonly owner: Owner
  readonly befores: readonly BoundCall[]
  readonly decision: BoundCall
  readonly afters: readonly BoundCall[]
  readonly afterCommits: readonly BoundCall[]
  readonly catches: readonly BoundCatch[]
  readonly atEnd: readonly BoundCall[]
  readonly effects: EffectArguments
  readonly answers: readonly Answer[]
}

/** The frames of a chain in the order of the phases, then one pass after another over them. */
export function assembleChain(chain: BoundChain, scope: Scope): readonly Frame[] {
  const assembly = new Assembly(scope, chain.owner, chain.effects)
  const catches = chain.catches.map((each) => ({
    error: each.errorType,
    variable: each.error,
    call: assembly.outside(each, 'respond'),
    stops: each.plan.stops.map((stop) => ({ ...stop, phase: 'respond' as const })),
  }))
  const atEnd = chain.atEnd.map((each) => assembly.outside(each, 'afterCommit'))

  for (const each of chain.befores) assembly.call(each, 'prepare')
  assembly.call(chain.decision, 'decide')
  for (const each of chain.afters) assembly.call(each, 'after')
  const session = scope.openedSession
  if (scope.writes && session) assembly.place({ kind: 'commit', phase: 'commit', session })
  assembly.place({ kind: 'respond', phase: 'respond', answers: chain.answers })

  const last = new Assembly(scope, chain.owner, chain.effects, assembly)
  for (const each of chain.afterCommits) last.call(each, 'afterCommit')
  const tail: readonly Frame[] =
    last.frames.length === 0
      ? []
      : [{ kind: 'after-commit', phase: 'afterCommit', frames: last.frames }]

  const otherwise = scope.endpoint.class.marks.onMissing ?? defaultOnMissing
  const opening: readonly Frame[] = session
    ? [{ kind: 'open-session', phase: 'headers', session }]
    : []
  const flat = [...opening, ...requestFrames(scope), ...assembly.frames, ...tail]
  const grouped = groupLoads(flat, callsThatStop(assembly.frames))
  const guarded = insertGuards(grouped, (variable) => scope.onMissing.get(variable) ?? otherwise)
  return prune(openRegion(guarded, catches, atEnd))
}

/** What can end the chain keeps its place: nothing starts before it has been asked. */
function callsThatStop(frames: readonly Frame[]): ReadonlySet<Call> {
  return new Set(
    frames.filter(
      (each, index) => each.kind === 'call' && frames[index + 1]?.kind === 'stop',
    ) as Call[],
  )
}
