import type { AggregateModel } from '../../model/aggregate-model.js'
import type { ApplicationModel } from '../../model/application-model.js'
import { membersOf } from '../../model/members-of.js'
import { isNamed, typeKey, type NamedType, type TypeRef } from '../../model/type-ref.js'
import { typesAbove } from '../../model/types-above.js'
import { runtimeId } from '../../vocabulary.js'
import { elementOf } from '../iterables.js'
import { isAsyncIterable } from './messages.js'

/** `Events<E>` or `AsyncEvents<E>`: what is in it is appended, whoever applies it. */
export function isDeclaredEvents(type: TypeRef): type is NamedType {
  return isNamed(type, runtimeId('Events')) || isNamed(type, runtimeId('AsyncEvents'))
}

/** Whether a value holds events of the aggregates and nothing else: one, or a list or iterable of them. */
export function holdsEvents(
  type: TypeRef,
  aggregates: readonly AggregateModel[],
  model: ApplicationModel,
): boolean {
  if (aggregates.length === 0) return false
  if (isDeclaredEvents(type)) return true
  const element = elementOf(type)
  return eventTypes(element ?? type, model).every((each) =>
    aggregates.some((aggregate) => applies(aggregate, each, model)),
  )
}

/** The named types of one event. */
function eventTypes(type: TypeRef, model: ApplicationModel): readonly TypeRef[] {
  if (type.kind === 'union') return type.members.flatMap((each) => eventTypes(each, model))
  const members = membersOf(type, model)
  return members.length === 0 ? [type] : members
}

/** Every event that a value can hold, as far as its type says it. */
export function eventsIn(type: TypeRef, model: ApplicationModel): readonly NamedType[] {
  const declared = isDeclaredEvents(type) ? type.args[0]?.type : elementOf(type)
  return eventTypes(declared ?? type, model).filter((each) => each.kind === 'named')
}

/** One of its methods takes it, or what it is derived from. */
export function applies(
  { events }: AggregateModel,
  type: TypeRef,
  model: Pick<ApplicationModel, 'types'>,
): boolean {
  if (type.kind !== 'named') return false
  const keys = new Set([type, ...typesAbove(type, model.types)].map(typeKey))
  return events.some((each) => keys.has(typeKey(each)))
}

/** `one`: a single event. `each`: what comes asynchronously, or may be nothing itself. */
export function howAppended(type: TypeRef): 'one' | 'all' | 'each' {
  if (type.kind === 'list') return type.null || type.undefined ? 'each' : 'all'
  if (type.kind !== 'named') return 'one'
  if (type.id === runtimeId('AsyncEvents') || isAsyncIterable(type)) return 'each'
  if (!isDeclaredEvents(type) && elementOf(type) === undefined) return 'one'
  const [element] = type.args
  return element !== undefined && (element.null || element.undefined) ? 'each' : 'all'
}
