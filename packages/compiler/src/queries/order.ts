import type { SortKey, Steps } from './read-steps.js'
import type { Source } from './sources.js'
import type { Translation } from './translator.js'
import { value } from './values.js'

/** One key of an order. */
export interface OrderKey {
  readonly text: string
  readonly direction: 'asc' | 'desc'
  readonly kind: 'text' | 'number' | 'bigint' | 'int8'
  /** Its type says that it may be missing. */
  readonly mayBeMissing: boolean
  readonly isId: boolean
}

/** Always ended by the id: pages of equal rows would otherwise overlap. */
export function orderKeys({ order }: Steps, source: Source, t: Translation): readonly OrderKey[] {
  const keys: OrderKey[] = []
  for (const each of order) {
    const key = orderKey(each, source, t)
    keys.push(key)
    if (key.isId) return keys
  }
  return [...keys, idKey(source, 'asc')]
}

function orderKey(key: SortKey, source: Source, t: Translation): OrderKey {
  source.enter(key)
  const { body } = key.lambda
  const { text, idOf } = value(body, t)
  if (idOf === source.document) return idKey(source, key.direction)
  const { kind } = body.type
  return {
    text,
    direction: key.direction,
    kind: kind === 'number' || kind === 'bigint' ? kind : 'text',
    mayBeMissing: body.type.null || body.type.undefined,
    isId: false,
  }
}

function idKey({ document: { id, idType } }: Source, direction: 'asc' | 'desc'): OrderKey {
  const kind = ({ text: 'text', float8: 'number', int8: 'int8' } as const)[idType]
  return { text: id, direction, kind, mayBeMissing: false, isId: true }
}

export function printOrder(keys: readonly OrderKey[]): string {
  return keys
    .map(({ text, direction }) => (direction === 'desc' ? `${text} desc` : text))
    .join(', ')
}
