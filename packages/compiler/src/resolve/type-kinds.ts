import type { ApplicationModel } from '../model/application-model.js'
import type { MethodModel } from '../model/method-model.js'
import type { SchemaModel, Shape } from '../model/shape.js'
import type { TypeFacts } from '../model/type-facts.js'
import { isNamed, typeKey, type NamedType, type TypeRef } from '../model/type-ref.js'
import { typesAbove } from '../model/types-above.js'
import { runtimeId, sessionEffects } from '../vocabulary.js'

type Model = Pick<ApplicationModel, 'types' | 'shapes'>

export function factsOf(type: TypeRef, model: Pick<Model, 'types'>): TypeFacts | undefined {
  return type.kind === 'named' ? model.types[type.id] : undefined
}

/** The user's own schema of what comes in. */
export function schemaOf(type: TypeRef, model: Pick<Model, 'shapes'>): SchemaModel | undefined {
  return model.shapes[typeKey(type)]?.schema
}

/** A session to write to, not one to read with. */
export function takesSessionToWrite({ parameters }: Pick<MethodModel, 'parameters'>): boolean {
  return parameters.some(
    ({ use }) => use !== undefined && isNamed(use.type, runtimeId('DocumentSession')),
  )
}

/** One piece of text in a request can hold it: string, number, boolean, bigint, Date, literals, and unions and aliases of them. */
export function isSimple(type: TypeRef, model: Model): boolean {
  switch (type.kind) {
    case 'primitive':
    case 'literal':
      return true
    case 'union':
      return type.members.every((each) => isSimple(each, model))
    case 'named':
      return isSimpleShape(model.shapes[typeKey(type)]?.shape, model, 0) || type.id === 'lib#Date'
    default:
      return false
  }
}

function isSimpleShape(shape: Shape | undefined, model: Model, depth: number): boolean {
  switch (shape?.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'date':
    case 'literal':
      return true
    case 'union':
      return shape.members.every((each) => isSimpleShape(each, model, depth))
    case 'ref':
      // An alias of an alias; a cycle is no simple type.
      return depth < 20 && isSimpleShape(model.shapes[shape.key]?.shape, model, depth + 1)
    default:
      return false
  }
}

/** What a request body or an answer can be: data, lists and unions of it. */
export function isData(type: TypeRef, model: Model): boolean {
  switch (type.kind) {
    case 'named':
      return model.types[type.id]?.nature === 'data'
    case 'object':
      return true
    case 'list':
      return isData(type.element, model) || isSimple(type.element, model)
    case 'union':
      return type.members.every((each) => isData(each, model) || isSimple(each, model))
    case 'tuple':
      return type.elements.every(({ use }) => isData(use.type, model) || isSimple(use.type, model))
    default:
      return false
  }
}

/** Found by its type; the others (primitives, literals, types written in place) are found by name only. */
export function hasTypeName(type: TypeRef): boolean {
  switch (type.kind) {
    case 'named':
      return true
    case 'list':
      return hasTypeName(type.element)
    case 'union':
      return type.members.every(hasTypeName)
    default:
      return false
  }
}

/** Whether a value of the first type is one of the second by `extends`, `implements` or `&`. */
export function descendsFrom(type: TypeRef, base: TypeRef, model: Pick<Model, 'types'>): boolean {
  if (type.kind === 'list' && base.kind === 'list') {
    return descendsFrom(type.element, base.element, model)
  }
  if (type.kind === 'union') return type.members.every((each) => is(each, base, model))
  return typesAbove(type, model.types).some((each) => typeKey(each) === typeKey(base))
}

/** Or of a union that it is a member of. */
export function isOrDescends(
  type: TypeRef,
  base: TypeRef,
  model: Pick<Model, 'types' | 'shapes'>,
): boolean {
  return (
    typeKey(type) === typeKey(base) ||
    descendsFrom(type, base, model) ||
    membersOf(base, model).some((each) => each === typeKey(type))
  )
}

/** Keys of the types in a union, be it under a name: `type Spawned = A | B`. */
function membersOf(type: TypeRef, { shapes }: Pick<Model, 'shapes'>): readonly string[] {
  if (type.kind === 'union') return type.members.map(typeKey)
  const shape = shapes[typeKey(type)]?.shape
  if (shape?.kind !== 'union') return []
  return shape.members.flatMap((each) => (each.kind === 'ref' ? [each.key] : []))
}

function is(type: TypeRef, base: TypeRef, model: Pick<Model, 'types'>): boolean {
  return typeKey(type) === typeKey(base) || descendsFrom(type, base, model)
}

const sessionEffectIds: ReadonlySet<string> = new Set(sessionEffects.map(runtimeId))

/** `StoreDoc<Todo>` and the like: executed with the session alone. */
export function isSessionEffect(type: TypeRef): boolean {
  return type.kind === 'named' && sessionEffectIds.has(type.id)
}

/** A class of the user that implements `SideEffect`. */
export function isUserEffect(type: TypeRef, model: Pick<Model, 'types'>): boolean {
  return (
    type.kind === 'named' &&
    !isSessionEffect(type) &&
    (model.types[type.id]?.bases.some((base) => base.id === runtimeId('SideEffect')) ?? false)
  )
}

/** It extends `Saga`. */
export function isSaga(type: TypeRef, model: Pick<Model, 'types'>): type is NamedType {
  return (
    type.kind === 'named' &&
    (model.types[type.id]?.bases.some((base) => base.id === runtimeId('Saga')) ?? false)
  )
}

export function isEffect(type: TypeRef, model: Pick<Model, 'types'>): boolean {
  if (type.kind === 'union') return type.members.every((each) => isEffect(each, model))
  return isSessionEffect(type) || isUserEffect(type, model)
}
