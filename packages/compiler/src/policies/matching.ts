import type { TypeFacts } from '../model/type-facts.js'
import type { TypeId, TypeRef } from '../model/type-ref.js'
import { typesAbove } from '../model/types-above.js'

export type Types = Readonly<Record<TypeId, TypeFacts>>

/** How a value is one of a type: itself, a list of it, or not at all. */
export type Match = 'one' | 'list' | 'none'

/** All that a value can be is of the type. */
export function matchOf(type: TypeRef, id: TypeId, types: Types): Match {
  if (type.kind === 'union') {
    const [first, ...others] = new Set(type.members.map((each) => matchOf(each, id, types)))
    return first === undefined || others.length > 0 ? 'none' : first
  }
  if (type.kind === 'list') return elementMatches(type.element, id, types)
  if (isOrDescends(type, id, types)) return 'one'
  if (type.kind !== 'named') return 'none'
  const [element] = type.args
  return element !== undefined && iterables.has(type.id)
    ? elementMatches(element.type, id, types)
    : 'none'
}

/** The value, one of its elements, or one of the things it can be is of the type. */
export function mayBe(type: TypeRef, id: TypeId, types: Types): boolean {
  if (type.kind === 'union') return type.members.some((each) => mayBe(each, id, types))
  if (type.kind === 'list') return mayBe(type.element, id, types)
  return matchOf(type, id, types) !== 'none'
}

function elementMatches(element: TypeRef, id: TypeId, types: Types): Match {
  return matchOf(element, id, types) === 'one' ? 'list' : 'none'
}

function isOrDescends(type: TypeRef, id: TypeId, types: Types): boolean {
  if (type.kind === 'named' && type.id === id) return true
  return typesAbove(type, types).some((each) => each.id === id)
}

const iterables: ReadonlySet<TypeId> = new Set(
  ['Iterable', 'IterableIterator', 'Generator', 'AsyncIterable', 'AsyncGenerator'].map(
    (each) => `lib#${each}`,
  ),
)
