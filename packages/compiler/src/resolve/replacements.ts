import { typeKey, type TypeRef } from '../model/type-ref.js'
import type { RoledMethod } from './method-roles.js'
import type { Produced, Scope } from './scope.js'
import { isSimple } from './type-kinds.js'

/**
 * Marks what could replace a body: a before-method takes it and returns another of its type. Whatever else returns the type
 * it takes is one more value: where another method makes such a value, that one is taken, and what is simple is no body.
 */
export function markReplacements(scope: Scope): void {
  mark(scope, (each) => mayReplace(each, scope))
}

/** Once the body is chosen: only what has its type replaces it. */
export function settleReplacements(scope: Scope): void {
  const body = scope.body && typeKey(scope.body.variable.use.type)
  mark(scope, (each) => each.replacesBody && keyOf(each) === body)
}

function mark(scope: Scope, replaces: (value: Produced) => boolean): void {
  const marked = scope.produced.map((each) => ({ ...each, replacesBody: replaces(each) }))
  scope.produced.splice(0, scope.produced.length, ...marked)
}

/** Every method that takes the type is one that could replace; the first value of it comes from elsewhere. */
function mayReplace(value: Produced, scope: Scope): boolean {
  const { type } = value.variable.use
  const isMadeElsewhere = scope.produced.some(
    (other) => keyOf(other) === keyOf(value) && !takesItself(other.by, type),
  )
  return (
    value.by.role === 'before' &&
    takesItself(value.by, type) &&
    !isMadeElsewhere &&
    !isSimple(type, scope.model)
  )
}

/** Whether it takes what it returns. */
export function takesItself({ method }: RoledMethod, type: TypeRef): boolean {
  const key = typeKey(type)
  return method.parameters.some(({ use }) => use !== undefined && typeKey(use.type) === key)
}

function keyOf({ variable }: Produced): string {
  return typeKey(variable.use.type)
}
