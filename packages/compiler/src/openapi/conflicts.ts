import type { Argument } from '../frames/argument.js'
import type { Chain } from '../frames/chain.js'
import { created } from '../frames/flow.js'
import { phases, type Call, type Catch, type Frame, type RunEffect } from '../frames/frame.js'
import { catchesIn, stepsIn } from '../frames/within.js'
import { appliedClasses } from '../model/applied-classes.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { MethodModel } from '../model/method-model.js'
import { isNamed, typeKey, type NamedType, type TypeRef } from '../model/type-ref.js'
import { runtimeId, type commitErrors, type RuntimeName } from '../vocabulary.js'

/** Why a commit can fail: `ConcurrencyError` for what user code does with a session of its own. */
export type Conflict = (typeof commitErrors)[number]

/**
 * What the commit of a chain can collide with. A write is guarded where the session has read the document, where it must be
 * new, or where it must be there; what gets a new id in this chain (`NewId`) is new.
 */
export function conflictsOf(chain: Chain, model: ApplicationModel): readonly Conflict[] {
  if (!chain.transactional) return []
  const frames = beforeCommit(chain.frames)
  const found = new Set<Conflict>()
  for (const [index, frame] of frames.entries()) {
    if (frame.kind === 'call' && takesSession(methodOf(frame, chain, model)))
      found.add('ConcurrencyError')
    if (frame.kind !== 'run-effect') continue
    const maker = frames.slice(0, index).findLast((each) => each.kind === 'call')
    const isNew = maker !== undefined && takesNewId(maker)
    for (const each of conflictsOfEffect(frame, isNew, frames, model)) found.add(each)
  }
  return withoutCaught([...found], chain.frames)
}

function conflictsOfEffect(
  { effect, isSessionEffect }: RunEffect,
  isNew: boolean,
  frames: readonly Frame[],
  model: ApplicationModel,
): readonly Conflict[] {
  return namedTypes(effect.use.type).flatMap((type): readonly Conflict[] => {
    if (!isSessionEffect) {
      return takesSession(model.types[type.id]?.execute) ? ['ConcurrencyError'] : []
    }
    const subject = type.args[0]?.type
    const isSeen = frames.some((each) => mayRead(each, subject, model))
    const changed: readonly Conflict[] = isSeen ? ['DocumentChangedError'] : []
    switch (type.name) {
      case 'StartStream':
        return isNew ? [] : ['StreamExistsError']
      case 'InsertDoc':
        return isNew ? [] : ['DocumentExistsError']
      case 'UpdateDoc':
        return ['DocumentMissingError', ...changed]
      default:
        return changed
    }
  })
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

/** A session to write to, not one to read with. */
function takesSession(method: MethodModel | undefined): boolean {
  return (
    method?.parameters.some(
      ({ use }) => use !== undefined && isNamed(use.type, runtimeId('DocumentSession')),
    ) ?? false
  )
}

function takesNewId(call: Call): boolean {
  return call.arguments.some((each) => each.kind === 'built-in' && each.name === 'new-id')
}

/** Of the handler class, or of a class that middleware and policies bring. */
function methodOf(
  { method, target }: Call,
  { model: { class: own, method: decide } }: Chain,
  { classes }: ApplicationModel,
): MethodModel | undefined {
  const named = Object.values(classes)
  const used = [own, decide, ...named].flatMap((each) => appliedClasses(each.marks.use))
  return [own, ...used.map((each) => each.class), ...named]
    .filter((each) => target.kind === 'instance' || each.type.name === target.name)
    .flatMap((each) => each.methods)
    .find((each) => each.name === method)
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
  const caught = catchesIn(frames)
    .filter(alwaysAnswers)
    .map(({ error }) => (typeof error === 'object' ? error.name : error))
  const isAnswered = (conflict: Conflict) =>
    caught.some((name) => name === undefined || name === conflict || general.has(name))
  return conflicts.filter((each) => !isAnswered(each))
}

const generalErrors: readonly (RuntimeName | 'Error')[] = [
  'Error',
  'RuntimeError',
  'ConcurrencyError',
]
const general: ReadonlySet<string> = new Set(generalErrors)

function alwaysAnswers({ stops: [first] }: Catch): boolean {
  return first !== undefined && !first.value.use.null && !first.value.use.undefined
}
