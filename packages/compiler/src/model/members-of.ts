import type { ApplicationModel } from './application-model.js'
import { typeKey, type NamedType, type TypeRef } from './type-ref.js'

/**
 * The named types that a type stands for: itself, or of a union under a name, `type Spawned = A | B`, what is in it. A union of
 * types written in place is one type.
 */
export function membersOf(
  type: TypeRef,
  { types, shapes }: Pick<ApplicationModel, 'types' | 'shapes'>,
): readonly NamedType[] {
  if (type.kind !== 'named') return []
  const shape = shapes[typeKey(type)]?.shape
  if (shape?.kind !== 'union') return [type]
  const facts = shape.members.map((each) => (each.kind === 'ref' ? types[each.key] : undefined))
  const named = facts.filter((each) => each !== undefined)
  return named.length < facts.length
    ? [type]
    : named.map(({ id, name }) => ({ kind: 'named', id, name, args: [] }))
}
