import type { Argument } from '../frames/argument.js'
import type { EndpointChain } from '../frames/chain.js'
import { created, creates } from '../frames/flow.js'
import { phases, type Call, type Catch, type Frame, type RunEffect } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { catchesIn, stepsIn } from '../frames/within.js'
import type { ApplicationModel } from '../model/application-model.js'
import { isNamed, typeKey, type NamedType, type TypeRef } from '../model/type-ref.js'
import { runtimeId, runtimePackage, type commitErrors, type RuntimeName } from '../vocabulary.js'

/** Why a commit can fail: `ConcurrencyError` for what user code does with a session of its own. */
export type Conflict = (typeof commitErrors)[number]

/**
 * What the commit of a chain can collide with. A write is guarded where the session has read the document, where it must be
 * new, or where it must be there; what gets a new id in this chain (`NewId`) is new. An index that says `unique` guards all.
 */
export function conflictsOf(chain: EndpointChain, model: ApplicationModel): readonly Conflict[] {
  if (!chain.transactional) return []
  const frames = beforeCommit(chain.frames)
  const found = frames.flatMap((each): readonly Conflict[] => {
    if (each.kind !== 'call' && each.kind !== 'run-effect') return []
    return [
      ...(each.writes === true ? (['ConcurrencyError'] as const) : []),
      ...(each.kind === 'run-effect' ? conflictsOfEffect(each, frames, model) : []),
    ]
  })
  return withoutCaught([...new Set(found)], chain.frames)
}

function conflictsOfEffect(
  { effect }: RunEffect,
  frames: readonly Frame[],
  model: ApplicationModel,
): readonly Conflict[] {
  const maker = makerOf(effect, frames)
  const isNew = maker !== undefined && takesNewId(maker)
  return namedTypes(effect.use.type).flatMap((type): readonly Conflict[] => {
    const subject = type.args[0]?.type
    const isSeen = frames.some((each) => mayRead(each, subject, model))
    const changed: readonly Conflict[] = isSeen ? ['DocumentChangedError'] : []
    const same: readonly Conflict[] = hasUniqueIndex(subject, model)
      ? ['DocumentNotUniqueError']
      : []
    switch (type.id) {
      case runtimeId('StartStream'):
        return isNew ? [] : ['StreamExistsError']
      case runtimeId('InsertDoc'):
        return [...(isNew ? [] : (['DocumentExistsError'] as const)), ...same]
      case runtimeId('UpdateDoc'):
        return ['DocumentMissingError', ...changed, ...same]
      case runtimeId('StoreDoc'):
        return [...changed, ...same]
      case runtimeId('DeleteDoc'):
        return changed
      // Of a user: what it does with a session is its own.
      default:
        return []
    }
  })
}

/** The call that returned the value, by itself or in something that was taken apart. */
function makerOf(value: Variable, frames: readonly Frame[]): Call | undefined {
  const maker = frames.find((each) => creates(each).includes(value))
  if (maker?.kind === 'unpack') return makerOf(maker.value, frames)
  return maker?.kind === 'call' ? maker : undefined
}

function hasUniqueIndex(subject: TypeRef | undefined, { documents }: ApplicationModel): boolean {
  const stored = subject === undefined ? [] : namedTypes(subject)
  return documents
    .filter(({ indexes = [] }) => indexes.some((each) => each.unique))
    .some(({ type }) => stored.some((each) => isSame(type, each)))
}

/** Whether the session may have seen documents of the type by then. A method that returns documents reads those and no others. */
function mayRead(frame: Frame, subject: TypeRef | undefined, model: ApplicationModel): boolean {
  if (frame.kind === 'load-entity') return isSame(frame.entity.use.type, subject)
  if (frame.kind !== 'call') return false
  const reads =
    frame.read !== undefined || (frame.roundTrips !== 0 && frame.arguments.some(isSession))
  if (!reads) return false
  const returned = created(frame.result).flatMap((each) => namedTypes(each.use.type))
  const isDocument = (type: TypeRef) => model.documents.some((each) => isSame(each.type, type))
  return returned.length > 0 && returned.every(isDocument)
    ? returned.some((each) => isSame(each, subject))
    : true
}

function isSame(type: TypeRef, other: TypeRef | undefined): boolean {
  return other !== undefined && typeKey(type) === typeKey(other)
}

function isSession(argument: Argument): boolean {
  return (
    argument.kind === 'variable' &&
    isNamed(argument.variable.use.type, runtimeId('DocumentSession'))
  )
}

function takesNewId(call: Call): boolean {
  return call.arguments.some((each) => each.kind === 'built-in' && each.name === 'new-id')
}

function namedTypes(type: TypeRef): readonly NamedType[] {
  switch (type.kind) {
    case 'named':
      return [type]
    case 'list':
      return namedTypes(type.element)
    case 'union':
      return type.members.flatMap(namedTypes)
    default:
      return []
  }
}

/** What is called on the way to the commit. */
function beforeCommit(frames: readonly Frame[]): readonly Frame[] {
  return stepsIn(frames).filter((each) => phases.indexOf(each.phase) < phases.indexOf('commit'))
}

function withoutCaught(
  conflicts: readonly Conflict[],
  frames: readonly Frame[],
): readonly Conflict[] {
  const caught = catchesIn(frames).filter(alwaysAnswers).map(caughtError)
  const isAnswered = (conflict: Conflict) =>
    caught.some((each) => each === conflict || (each !== undefined && general.has(each)))
  return conflicts.filter((each) => !isAnswered(each))
}

/** The error of the language or of the runtime that a catch is for; `anything` without a type. `undefined`: one of the user's. */
export function caughtError({ error }: Catch): string | undefined {
  if (error === undefined) return 'anything'
  if (typeof error === 'string') return error
  return error.kind === 'module' && error.specifier === runtimePackage ? error.name : undefined
}

const generalErrors: readonly (RuntimeName | 'Error' | 'anything')[] = [
  'anything',
  'Error',
  'RuntimeError',
  'ConcurrencyError',
]
const general: ReadonlySet<string> = new Set(generalErrors)

function alwaysAnswers({ stops: [first] }: Catch): boolean {
  return first !== undefined && !first.value.use.null && !first.value.use.undefined
}
