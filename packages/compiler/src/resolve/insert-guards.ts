import { creates, passes } from '../frames/flow.js'
import type { Call, Frame } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { stepsIn } from '../frames/within.js'
import type { OnMissingModel } from '../model/method-model.js'
import { describeType } from '../model/type-ref.js'

/**
 * `null` is the contract: a value that may be missing is guarded directly after it was made, unless a method that takes null
 * comes first and decides itself; then before the first one that does not.
 */
export function insertGuards(
  frames: readonly Frame[],
  onMissing: (variable: Variable) => OnMissingModel,
  /** What ends without it. */
  what: 'request' | 'message',
): readonly Frame[] {
  const before = new Map<number, Frame[]>()
  for (const variable of new Set(frames.flatMap(creates))) {
    if (!variable.use.null && !variable.use.undefined) continue
    const place = guardPlace(frames, variable)
    if (place === undefined) continue
    before.set(place.index, [
      ...(before.get(place.index) ?? []),
      {
        kind: 'guard-missing',
        phase: 'prepare',
        value: variable,
        what: describeType(variable.use.type),
        onMissing: onMissing(variable),
        because: because(place.user, variable, what),
      },
    ])
  }
  return frames.flatMap((frame, index) => [...(before.get(index) ?? []), frame])
}

function guardPlace(
  frames: readonly Frame[],
  variable: Variable,
): { readonly index: number; readonly user: Frame } | undefined {
  const users = frames.flatMap((frame, index) =>
    passes(frame).some((each) => each.kind === 'variable' && each.variable === variable)
      ? [{ index, frame, strict: isStrict(frame, variable) }]
      : [],
  )
  const strict = users.find((each) => each.strict)
  if (strict === undefined) return undefined
  if (users[0] !== strict) return { index: strict.index, user: strict.frame }

  const maker = frames.findIndex((frame) => creates(frame).includes(variable))
  let index = maker + 1
  // What the same call says about stopping is asked first.
  while (frames[index]?.kind === 'stop' || frames[index]?.kind === 'unpack') index++
  return { index: Math.min(index, strict.index), user: strict.frame }
}

function isStrict(frame: Frame, variable: Variable): boolean {
  return passes(frame).some(
    (each) => each.kind === 'variable' && each.variable === variable && each.strict,
  )
}

function because(user: Frame, variable: Variable, ends: string): string {
  const what = describeType(variable.use.type)
  const call = stepsIn([user]).find((each) => each.kind === 'call')
  return call !== undefined
    ? `${callTitle(call)} takes ${article(what)} ${what}, so the ${ends} ends here without one.`
    : `Later steps take ${article(what)} ${what}, so the ${ends} ends here without one.`
}

function callTitle({ target, method }: Call): string {
  return target.kind === 'static' ? `${target.name}.${method}` : method
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? 'an' : 'a'
}
