import type { ClassModel, MethodModel, ParameterModel } from '../model/method-model.js'
import type { NamedType, TypeRef } from '../model/type-ref.js'
import { isAggregateHandler, streamedBy } from '../model/aggregate-parameters.js'
import { runtimeId, sessionEffects } from '../vocabulary.js'
import type { StoredUse } from './document-uses.js'

export interface StoredRef extends Pick<StoredUse, 'kind' | 'writes' | 'starts'> {
  readonly type: NamedType
}

/** Documents, aggregates and events that the signatures of a class's methods name. */
export function storedBySignatures(
  owner: ClassModel,
  /** Events change it. */
  isFolded: (type: NamedType) => boolean,
): readonly StoredRef[] {
  return owner.methods.flatMap((method) => [
    ...method.parameters.flatMap(storedByMarker),
    ...decidedFor(owner, method, isFolded),
    ...storedWithin(method.returns.use.type),
  ])
}

function storedByMarker({ use, marker }: ParameterModel): readonly StoredRef[] {
  if (use === undefined) return []
  if (marker?.kind === 'entity') return named(use.type, { kind: 'document' })
  if (marker?.kind === 'read-aggregate') return named(use.type, { kind: 'aggregate' })
  const streamed = streamedBy(use.type)
  // Whoever is given the stream sees whether it is there, and may begin it.
  if (streamed !== undefined) {
    return named(streamed, { kind: 'aggregate', writes: true, starts: true })
  }
  if (marker?.kind !== 'write-aggregate') return []
  return named(use.type, { kind: 'aggregate', writes: true, starts: use.null || use.undefined })
}

/** What a method of an `@AggregateHandler()` takes that events change. */
function decidedFor(
  owner: ClassModel,
  method: MethodModel,
  isFolded: (type: NamedType) => boolean,
): readonly StoredRef[] {
  if (!isAggregateHandler(owner, method)) return []
  return method.parameters.flatMap(({ use, marker }): readonly StoredRef[] => {
    if (use?.type.kind !== 'named' || marker !== undefined || !isFolded(use.type)) return []
    const starts = use.null || use.undefined
    return [{ kind: 'aggregate', type: use.type, writes: true, starts }]
  })
}

function storedWithin(type: TypeRef): readonly StoredRef[] {
  switch (type.kind) {
    case 'tuple':
      return type.elements.flatMap((each) => storedWithin(each.use.type))
    case 'union':
      return type.members.flatMap(storedWithin)
    case 'list':
      return storedWithin(type.element)
    case 'object':
      return type.members.flatMap((each) => storedWithin(each.use.type))
    case 'named': {
      const argument = type.args[0]?.type
      return argument === undefined ? [] : storedIn(type, argument)
    }
    default:
      return []
  }
}

function storedIn(type: NamedType, argument: TypeRef): readonly StoredRef[] {
  switch (type.id) {
    case runtimeId('StartStream'):
      return named(argument, { kind: 'aggregate', starts: true })
    case runtimeId('UpdatedAggregate'):
      return named(argument, { kind: 'aggregate' })
    case runtimeId('Events'):
    case runtimeId('AsyncEvents'):
      return named(argument, { kind: 'event' })
    default:
      return sessionEffectIds.has(type.id) ? named(argument, { kind: 'document' }) : []
  }
}

const sessionEffectIds: ReadonlySet<string> = new Set(sessionEffects.map(runtimeId))

function named(type: TypeRef, how: Omit<StoredRef, 'type'>): readonly StoredRef[] {
  if (type.kind === 'union') return type.members.flatMap((each) => named(each, how))
  return type.kind === 'named' ? [{ ...how, type }] : []
}
