import type { ApplicationModel } from '../../model/application-model.js'
import { messageName } from '../../model/message-name.js'
import { isNamed, typeKey, type NamedType, type TypeRef } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import { asyncIterables, elementOf } from '../iterables.js'

/** `Delivery<M>` and `OutgoingMessages<M>` say that they are sent, wherever they are returned. */
export function isSent(type: TypeRef): boolean {
  return everyOne(type, (each) => isDelivery(each))
}

/** Whether a value holds messages and nothing else: one, a list or an iterable of them, any of several. */
export function isMessages(type: TypeRef, isMessage: (type: NamedType) => boolean): boolean {
  return everyOne(type, (each) => isDelivery(each) || isMessage(each))
}

/** A type that is sent somewhere: handled, returned, or named as a message. */
export function isKnownMessage(type: NamedType, { messages }: ApplicationModel): boolean {
  const key = typeKey(type)
  return messages.some((each) => typeKey(each.type) === key)
}

/** Data of the user's that has a name to send it by. */
export function canBeMessage({ id }: NamedType, { types }: ApplicationModel): boolean {
  const facts = types[id]
  if (facts === undefined || facts.nature !== 'data' || facts.declaration === 'enum') return false
  return !/^(lib|@critter\/runtime)#/.test(id)
}

/** Whether something of it is awaited one by one. */
export function isAsyncIterable(type: TypeRef): boolean {
  if (type.kind === 'union') return type.members.some(isAsyncIterable)
  return type.kind === 'named' && asyncIterables.has(type.id)
}

/** The wire name, where all that is sent is of one type and that is no class: an object does not say it itself. */
export function nameOfSent(type: TypeRef, model: ApplicationModel): string | undefined {
  const sent = new Map(sentTypes(type).map((each) => [typeKey(each), each]))
  const [only, ...more] = sent.values()
  // Of a union under a name each says itself which it is.
  if (only === undefined || more.length > 0 || isUnion(only, model)) return undefined
  const isClass = only.kind === 'named' && model.types[only.id]?.declaration === 'class'
  return isClass ? undefined : messageName(only, model)
}

function isUnion(type: TypeRef, { shapes }: ApplicationModel): boolean {
  return shapes[typeKey(type)]?.shape.kind === 'union'
}

function sentTypes(type: TypeRef): readonly TypeRef[] {
  if (type.kind === 'union') return type.members.flatMap(sentTypes)
  const element = elementOf(type) ?? (isDelivery(type) ? type.args[0]?.type : undefined)
  return element === undefined ? [type] : sentTypes(element)
}

function everyOne(type: TypeRef, test: (type: NamedType) => boolean): boolean {
  if (type.kind === 'union') return type.members.every((each) => everyOne(each, test))
  const element = elementOf(type)
  if (element !== undefined) return everyOne(element, test)
  return type.kind === 'named' && test(type)
}

function isDelivery(type: TypeRef): type is NamedType {
  return isNamed(type, runtimeId('Delivery')) || isNamed(type, runtimeId('OutgoingMessages'))
}
