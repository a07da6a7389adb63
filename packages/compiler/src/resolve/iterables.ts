import type { TypeId, TypeRef } from '../model/type-ref.js'

export const asyncIterables: ReadonlySet<TypeId> = ids(
  'AsyncIterable',
  'AsyncIterableIterator',
  'AsyncIteratorObject',
  'AsyncGenerator',
)

const iterables: ReadonlySet<TypeId> = new Set([
  ...asyncIterables,
  ...ids('Iterable', 'IterableIterator', 'IteratorObject', 'Generator', 'Set', 'ReadonlySet'),
])

/** What comes out of a list or an iterable of the language's. */
export function elementOf(type: TypeRef): TypeRef | undefined {
  if (type.kind === 'list') return type.element
  return type.kind === 'named' && iterables.has(type.id) ? type.args[0]?.type : undefined
}

function ids(...names: readonly string[]): ReadonlySet<TypeId> {
  return new Set(names.map((each) => `lib#${each}`))
}
