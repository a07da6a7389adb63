import type { Expression } from '../model/expression.js'
import { level, sql, within, type Sql } from './sql.js'
import { concatenate, textPart } from './texts.js'
import type { Translation } from './translator.js'
import { value } from './values.js'

type Arithmetic = Extract<Expression, { kind: 'binary' | 'unary' }>

/** Numbers are float8 on both sides. Postgres refuses to divide by zero, so that case is written out. */
export function arithmetic(expression: Arithmetic, t: Translation): Sql {
  if (expression.kind === 'unary') {
    const only = number(expression.operand, t)
    if (expression.operator === '+') return only
    return sql(`-${within(only, level.atom)}`, { level: level.product, mayBeNull: only.mayBeNull })
  }
  const { left, right, operator, type } = expression
  if (operator === '+' && type.kind === 'text') {
    return concatenate([textPart(left, t), textPart(right, t)])
  }
  const [first, second] = [number(left, t), number(right, t)]
  const mayBeNull = first.mayBeNull || second.mayBeNull
  switch (operator) {
    case '/':
      return sql(
        `case when ${within(second, level.containment)} <> 0 then ${within(first, level.product)} / ${within(second, level.cast)} ` +
          `when ${within(first, level.containment)} > 0 then 'Infinity'::float8 when ${within(first, level.containment)} < 0 then '-Infinity'::float8 end`,
        { mayBeNull: true },
      )
    case '%':
      return t.refuse(
        expression,
        'The database computes no remainder of floating-point numbers',
        'Store the remainder in a member of its own, or ask for a range: document.count >= this.from && document.count < this.to',
      )
    case '*':
      return sql(`${within(first, level.product)} * ${within(second, level.cast)}`, {
        level: level.product,
        mayBeNull,
      })
    case '+':
    case '-':
      return sql(`${within(first, level.sum)} ${operator} ${within(second, level.product)}`, {
        level: level.sum,
        mayBeNull,
      })
    default:
      throw new Error(`${operator} is no arithmetic`)
  }
}

function number(expression: Expression, t: Translation): Sql {
  if (expression.type.kind === 'number') return value(expression, t)
  return t.refuse(
    expression,
    `The database computes with numbers alone, and this is of type ${expression.type.text}`,
    expression.type.kind === 'bigint'
      ? 'Compute the value before the query, and give it as a parameter'
      : 'Compute with members and parameters that are numbers',
  )
}
