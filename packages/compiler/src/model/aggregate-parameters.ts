import type { ClassModel, MethodModel } from './method-model.js'
import type { TypeRef } from './type-ref.js'

/** `@AggregateHandler()` or `@ConsistentAggregate()` on the method or its class. */
export function isAggregateHandler(owner: ClassModel, method: MethodModel): boolean {
  return (owner.marks.aggregate ?? method.marks.aggregate) !== undefined
}

/** Whether the version of the stream is checked at the commit even when nothing is appended. */
export function isConsistent(owner: ClassModel, method: MethodModel): boolean {
  return [owner.marks.aggregate, method.marks.aggregate].includes('consistent')
}

/** The `Order` of an `EventStream<Order>`. */
export function streamedBy(type: TypeRef): TypeRef | undefined {
  if (type.kind !== 'named' || type.id !== '@critter/runtime#EventStream') return undefined
  return type.args[0]?.type
}
