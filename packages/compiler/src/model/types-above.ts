import type { TypeFacts } from './type-facts.js'
import type { NamedType, TypeId, TypeRef } from './type-ref.js'

/** What every value of the type is as well: what it extends and implements, and the named types of an intersection. */
export function typesAbove(
  type: TypeRef,
  types: Readonly<Record<TypeId, TypeFacts>>,
): readonly NamedType[] {
  if (type.kind === 'object') return type.madeOf ?? []
  if (type.kind !== 'named') return []
  const { bases = [], madeOf = [] } = types[type.id] ?? {}
  return [...bases, ...madeOf, ...bases.flatMap((each) => types[each.id]?.madeOf ?? [])]
}
