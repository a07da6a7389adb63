import type { Expression } from '../model/expression.js'
import type { OrderKey } from './order.js'
import { printOrder } from './order.js'
import { joinedBy, type Known } from './known.js'
import { isNothing, printKnown } from './print-known.js'
import { allOf, level, sql, within, type Sql } from './sql.js'
import type { Translation } from './translator.js'

/** What a cursor of a query holds: the keys of its order, the id last. */
export interface CursorKeys {
  /** What it is of: a cursor of another order is refused. */
  readonly mark: string
  readonly kinds: readonly OrderKey['kind'][]
}

export function cursorKeys(query: string, keys: readonly OrderKey[]): CursorKeys {
  return { mark: `${query} by ${printOrder(keys)}`, kinds: keys.map((each) => each.kind) }
}

/** TypeScript that is true where there is no cursor, if there may be none. */
export function withoutCursor(cursor: Expression): Known | undefined {
  const { null: isNull, undefined: isUndefined } = cursor.type
  return joinedBy('||', [
    ...(isUndefined ? [isNothing(cursor, undefined)] : []),
    ...(isNull ? [isNothing(cursor, null)] : []),
  ])
}

/** Rows behind the one that the cursor names. One comparison of rows where an index can serve it. */
export function behindCursor(cursor: Expression, keys: readonly OrderKey[], t: Translation): Sql {
  const { text } = printKnown(cursor)
  const bound = keys.map(
    (key, index) =>
      t.bindParameter({ kind: 'cursor-key', cursor: text, index }, casts[key.kind]).text,
  )
  const [first, ...others] = keys
  const isUniform = others.every((each) => each.direction === first?.direction)
  if (first !== undefined && isUniform && !keys.some((each) => each.mayBeMissing)) {
    const operator = first.direction === 'asc' ? '>' : '<'
    const [left, right] = [keys.map((each) => each.text).join(', '), bound.join(', ')]
    return sql(
      others.length === 0 ? `${left} ${operator} ${right}` : `(${left}) ${operator} (${right})`,
      {
        level: level.comparison,
      },
    )
  }
  return behindFrom(0, keys, bound)
}

const casts = { text: 'text', number: 'float8', bigint: 'numeric', int8: 'int8' } as const

/** Behind by this key, or equal in it and behind by those that follow. */
function behindFrom(at: number, keys: readonly OrderKey[], bound: readonly string[]): Sql {
  const key = keys[at]!
  const value = bound[at]!
  const behind = behindBy(key, value)
  if (at === keys.length - 1) return behind
  const tie = key.mayBeMissing
    ? sql(`${key.text} is not distinct from ${value}`, { level: level.is })
    : sql(`${key.text} = ${value}`, { level: level.comparison })
  const rest = allOf([tie, behindFrom(at + 1, keys, bound)])
  return sql(`${within(behind, level.or)} or ${within(rest, level.or)}`, { level: level.or })
}

/** What is missing comes last, or first when descending. */
function behindBy({ text, direction, mayBeMissing }: OrderKey, value: string): Sql {
  const plain = sql(`${text} ${direction === 'asc' ? '>' : '<'} ${value}`, {
    level: level.comparison,
  })
  if (!mayBeMissing) return plain
  const missing =
    direction === 'asc'
      ? `${text} is null and ${value} is not null`
      : `${text} is not null and ${value} is null`
  return sql(`${plain.text} or ${missing}`, { level: level.or })
}
