import type { Expression } from '../model/expression.js'
import { compare, isComparison } from './comparisons.js'
import { listPredicate } from './lists.js'
import { memberValue } from './members.js'
import { isKnown } from './parameters.js'
import { allOf, level, sql, within, type Sql } from './sql.js'
import { textPredicate } from './texts.js'
import type { Translation } from './translator.js'

/** A condition. Where SQL says null, it does not hold: the same as false everywhere but behind a `not`. */
export function predicate(expression: Expression, t: Translation): Sql {
  if (expression.kind === 'unsupported') {
    return t.refuse(expression, expression.message, expression.help)
  }
  if (expression.type.kind !== 'boolean') return refuseTruth(expression, t)
  if (expression.kind === 'literal') return sql(expression.value === true ? 'true' : 'false')
  if (isKnown(expression)) return t.bind(expression, 'asBoolean', 'boolean')
  switch (expression.kind) {
    case 'variable':
    case 'member': {
      const found = memberValue(expression, t)
      if (found !== undefined) {
        return sql(`${found.text} = 'true'`, { level: level.comparison, mayBeNull: true })
      }
      break
    }
    case 'binary':
      return binary(expression, t)
    case 'unary':
      if (expression.operator === '!') return negate(expression.operand, t)
      break
    case 'conditional': {
      const [test, then, otherwise] = [
        predicate(expression.test, t),
        predicate(expression.then, t),
        predicate(expression.otherwise, t),
      ]
      return sql(`case when ${test.text} then ${then.text} else ${otherwise.text} end`, {
        mayBeNull: then.mayBeNull || otherwise.mayBeNull,
      })
    }
    case 'call':
      return expression.of.type.kind === 'list'
        ? listPredicate(expression, t)
        : textPredicate(expression, t)
    default:
  }
  return t.refuse(expression, 'This is no condition that the database knows', conditionsHelp)
}

const conditionsHelp = 'Compare a member of the document with a literal or a parameter'

function binary(expression: Extract<Expression, { kind: 'binary' }>, t: Translation): Sql {
  const { operator, left, right } = expression
  if (isComparison(operator)) return compare({ ...expression, operator }, t)
  if (operator === '&&') return allOf([predicate(left, t), predicate(right, t)])
  if (operator === '||') return either(left, right, t)
  if (operator === '??') {
    const [first, second] = [predicate(left, t), predicate(right, t)]
    // Null does not hold anyway.
    if (right.kind === 'literal' && right.value === false) return first
    return sql(`coalesce(${first.text}, ${second.text})`, { mayBeNull: second.mayBeNull })
  }
  return t.refuse(expression, 'This is no condition that the database knows', conditionsHelp)
}

function either(left: Expression, right: Expression, t: Translation): Sql {
  const [first, second] = [predicate(left, t), predicate(right, t)]
  return sql(`${within(first, level.or)} or ${within(second, level.or)}`, {
    level: level.or,
    mayBeNull: first.mayBeNull || second.mayBeNull,
  })
}

const opposite = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' } as const

/** What is null does not hold, so its opposite does. */
export function negate(expression: Expression, t: Translation): Sql {
  if (expression.kind === 'unary' && expression.operator === '!') {
    return predicate(expression.operand, t)
  }
  if (expression.kind === 'binary') {
    const { operator } = expression
    if (operator === '===' || operator === '!==' || operator === '==' || operator === '!=') {
      if (!isKnown(expression)) return compare({ ...expression, operator: opposite[operator] }, t)
    }
  }
  const holds = predicate(expression, t)
  return holds.mayBeNull
    ? sql(`${within(holds, level.containment)} is not true`, { level: level.is })
    : sql(`not ${within(holds, level.not)}`, { level: level.not })
}

/** JavaScript takes any value for a condition; which it means is better said. */
function refuseTruth(expression: Expression, t: Translation): Sql {
  const { type } = expression
  const help =
    type.null || type.undefined
      ? `Compare it: … !== ${type.undefined ? 'undefined' : 'null'}`
      : type.kind === 'text'
        ? "Compare it: … !== ''"
        : type.kind === 'number'
          ? 'Compare it: … !== 0'
          : type.kind === 'list'
            ? 'Compare its length: ….length > 0'
            : conditionsHelp
  return t.refuse(expression, `A value of type ${type.text} is no condition`, help)
}
