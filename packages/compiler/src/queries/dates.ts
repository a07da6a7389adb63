import type { Expression } from '../model/expression.js'
import { operand, type ComparisonExpression } from './comparisons.js'
import { equality } from './missing-values.js'
import { isKnown } from './parameters.js'
import { level, sql, type Sql } from './sql.js'
import type { Translation } from './translator.js'
import { value } from './values.js'

/** `document.at.getTime()`: how two dates are asked for equality. */
export function isTime(expression: Expression): boolean {
  return (
    expression.kind === 'call' &&
    (expression.method === 'getTime' || expression.method === 'valueOf') &&
    expression.of.type.kind === 'date' &&
    expression.arguments.length === 0
  )
}

/** Dates are stored as ISO text of one length, which sorts as the times do: so the texts are compared, not the numbers. */
export function compareTimes(
  { left, right, operator }: ComparisonExpression,
  sqlOperator: string,
  t: Translation,
): Sql {
  const [first, second] = [timeText(left, t), timeText(right, t)]
  if (operator === '===' || operator === '!==') {
    return equality({ left, right }, [first, second], operator === '!==', t)
  }
  const isDistinct = operator === '!='
  return sql(`${operand(first)} ${sqlOperator} ${operand(second)}`, {
    level: isDistinct ? level.is : level.comparison,
    mayBeNull: !isDistinct && (first.mayBeNull || second.mayBeNull),
  })
}

function timeText(expression: Expression, t: Translation): Sql {
  if (expression.kind === 'call' && isTime(expression)) return value(expression.of, t)
  if (isKnown(expression) && expression.type.kind === 'number') {
    return t.bind(expression, 'asTime', 'text')
  }
  return t.refuse(
    expression,
    'A time is compared with another time',
    'Compare document.at.getTime() with this.at.getTime(), or with a number that is a parameter',
  )
}
