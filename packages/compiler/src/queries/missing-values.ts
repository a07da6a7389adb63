import type { Expression, ValueType } from '../model/expression.js'
import { memberJson } from './members.js'
import { isKnown } from './parameters.js'
import { isNothing } from './print-known.js'
import { level, sql, within, type Sql } from './sql.js'
import type { Translation } from './translator.js'

// SQL has one null for JavaScript's two. What can be one of them only needs no more; what can be both is asked which it is.

export interface Sides {
  readonly left: Expression
  readonly right: Expression
}

/** `===` or `!==` of values that may be missing. */
export function equality(
  { left, right }: Sides,
  [first, second]: readonly [Sql, Sql],
  isNegated: boolean,
  t: Translation,
): Sql {
  const [a, b] = [first, second].map((each) => within(each, level.containment))
  const equal = sql(`${a} = ${b}`, {
    level: level.comparison,
    mayBeNull: first.mayBeNull || second.mayBeNull,
  })
  const distinct = sql(`${a} is distinct from ${b}`, { level: level.is })
  if (!canBeNothing(left.type) || !canBeNothing(right.type)) return isNegated ? distinct : equal
  if (!shareNothing(left.type, right.type)) {
    return isNegated ? sql(`(${equal.text}) is not true`, { level: level.is }) : equal
  }
  const alike = sameNothing(left, right, t)
  if (alike === undefined) {
    return isNegated ? distinct : sql(`${a} is not distinct from ${b}`, { level: level.is })
  }
  return isNegated
    ? sql(`${distinct.text} or ${a} is null and not ${within(alike, level.not)}`, {
        level: level.or,
      })
    : sql(`${a} is not distinct from ${b} and (${a} is not null or ${within(alike, level.or)})`, {
        level: level.and,
      })
}

/** Both can be `null`, or both can be `undefined`, and are equal then. */
function shareNothing(a: ValueType, b: ValueType): boolean {
  return (a.null && b.null) || (a.undefined && b.undefined)
}

function canBeNothing(type: ValueType): boolean {
  return type.null || type.undefined
}

/** Of two that are SQL's null: whether they are the same. `undefined`: they always are, or nobody can tell. */
function sameNothing(left: Expression, right: Expression, t: Translation): Sql | undefined {
  const [one, other] = isBoth(left.type) ? [left, right] : [right, left]
  if (!isBoth(one.type)) return undefined
  const first = isUndefined(one, t)
  if (first === undefined) return undefined
  if (!isBoth(other.type)) {
    return other.type.undefined
      ? first
      : sql(`not ${within(first, level.not)}`, { level: level.not })
  }
  const second = isUndefined(other, t)
  if (second === undefined) return undefined
  return sql(`(${first.text}) = ${within(second, level.containment)}`, { level: level.comparison })
}

function isBoth(type: ValueType): boolean {
  return type.null && type.undefined
}

/** JSON has a null, and no undefined. */
function isUndefined(expression: Expression, t: Translation): Sql | undefined {
  if (isKnown(expression)) {
    return t.bindKnown(isNothing(expression, undefined), 'asBoolean', 'boolean')
  }
  const json = memberJson(expression, t)
  return json && sql(`${within(json, level.containment)} is null`, { level: level.is })
}
