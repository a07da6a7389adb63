import type { BinaryOperator, Expression, ValueType } from '../model/expression.js'
import { compareTimes, isTime } from './dates.js'
import { memberJson, memberText } from './members.js'
import { equality } from './missing-values.js'
import { isKnown } from './parameters.js'
import { predicate } from './predicates.js'
import { level, sql, within, type Sql } from './sql.js'
import type { Translation } from './translator.js'
import { value, valueBeside } from './values.js'

const operators = {
  '===': '=',
  '!==': 'is distinct from',
  '==': '=',
  '!=': 'is distinct from',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
} as const
export type Comparison = keyof typeof operators

export interface ComparisonExpression {
  readonly operator: Comparison
  readonly left: Expression
  readonly right: Expression
  readonly location: Expression['location']
}

export function isComparison(operator: BinaryOperator): operator is Comparison {
  return Object.hasOwn(operators, operator)
}

export function compare(expression: ComparisonExpression, t: Translation): Sql {
  const { operator, left, right } = expression
  for (const each of [left, right]) {
    if (each.kind === 'unsupported') return t.refuse(each, each.message, each.help)
  }
  const isEquality = operator.length > 1 && operator !== '<=' && operator !== '>='
  if (isNothing(right) && isEquality) return compareNothing(left, right, operator, t)
  if (isNothing(left) && isEquality) return compareNothing(right, left, operator, t)
  if (isTime(left) || isTime(right)) return compareTimes(expression, operators[operator], t)

  const kind = commonKind(left, right)
  if (kind === undefined) {
    return t.refuse(
      expression,
      `${describe(left.type)} and one of type ${right.type.text} are never equal and have no order`,
      'Compare values of one kind',
    )
  }
  if (operator === '==' || operator === '!=') {
    return t.refuse(
      expression,
      `${operator} converts its operands before it compares them`,
      `Compare with ${operator}=`,
    )
  }
  if (kind === 'date' && isEquality) {
    return t.refuse(
      expression,
      `${operator} between two Dates asks whether they are one object`,
      'Compare their times: document.at.getTime() === this.at.getTime()',
    )
  }
  if (kind === 'object' || kind === 'list') {
    return t.refuse(
      expression,
      `${operator} between two ${kind === 'list' ? 'lists' : 'objects'} asks whether they are one object`,
      kind === 'list' ? 'Ask a list with includes, some, every or length' : 'Compare their members',
    )
  }
  if (kind === 'boolean') return compareBooleans(expression, isEquality, t)
  return compareValues(expression, valueBeside(left, right, t), valueBeside(right, left, t), t)
}

function compareValues(
  expression: ComparisonExpression,
  first: Sql,
  second: Sql,
  t: Translation,
): Sql {
  const { operator } = expression
  if (operator === '===' || operator === '!==') {
    return equality(expression, [first, second], operator === '!==', t)
  }
  return sql(`${operand(first)} ${operators[operator]} ${operand(second)}`, {
    level: level.comparison,
    mayBeNull: first.mayBeNull || second.mayBeNull,
  })
}

export function operand(part: Sql): string {
  return within(part, level.containment)
}

function isNothing(expression: Expression): expression is Extract<Expression, { kind: 'literal' }> {
  return (
    expression.kind === 'literal' && (expression.value === null || expression.value === undefined)
  )
}

function compareNothing(
  other: Expression,
  nothing: Extract<Expression, { kind: 'literal' }>,
  operator: Comparison,
  t: Translation,
): Sql {
  const { type } = other
  const isStrict = operator.length === 3
  const word = nothing.value === null ? 'null' : 'undefined'
  const negated = operator.startsWith('!')
  const isNull = negated ? 'is not null' : 'is null'
  if (isStrict && (type.null || type.undefined) && !type[word]) {
    const right = word === 'null' ? 'undefined' : 'null'
    return t.refuse(
      nothing,
      `A value of type ${type.text} is never ${word}`,
      `Compare with ${right}`,
    )
  }
  if (isKnown(other)) {
    return predicate(
      {
        kind: 'binary',
        operator,
        left: other,
        right: nothing,
        type: booleanType,
        location: other.location,
      },
      t,
    )
  }
  // Where a member can be both, they are told apart: JSON has a null, and no undefined.
  if (isStrict && type.null && type.undefined) {
    const json = memberJson(other, t)
    if (json !== undefined) {
      if (word === 'undefined') return sql(`${operand(json)} ${isNull}`, { level: level.is })
      return sql(`jsonb_typeof(${json.text}) ${negated ? 'is distinct from' : '='} 'null'`, {
        level: negated ? level.is : level.comparison,
        mayBeNull: !negated,
      })
    }
  }
  const asked = memberText(other, t) ?? value(other, t)
  return sql(`${operand(asked)} ${isNull}`, { level: level.is })
}

const booleanType: ValueType = { kind: 'boolean', null: false, undefined: false, text: 'boolean' }

/** `document.done === true` compares texts, as they are stored; a condition is compared as one. */
function compareBooleans(
  expression: ComparisonExpression,
  isEquality: boolean,
  t: Translation,
): Sql {
  const { operator, left, right } = expression
  if (!isEquality) {
    return t.refuse(expression, 'Booleans have no order', 'Compare them with === or !==')
  }
  const [condition, constant] = isConstant(right) ? [left, right] : [right, left]
  if (isConstant(constant) && !isStored(condition) && !isKnown(condition)) {
    const holds = predicate(condition, t)
    const word = constant.value === true ? 'true' : 'false'
    const is = operator === '!==' ? 'is not' : 'is'
    return sql(`${within(holds, level.containment)} ${is} ${word}`, { level: level.is })
  }
  return compareValues(expression, value(left, t), value(right, t), t)
}

function isConstant(
  expression: Expression,
): expression is Extract<Expression, { kind: 'literal' }> {
  return expression.kind === 'literal' && typeof expression.value === 'boolean'
}

function isStored({ kind }: Expression): boolean {
  return kind === 'member' || kind === 'variable'
}

function commonKind(left: Expression, right: Expression): ValueType['kind'] | undefined {
  const [a, b] = [left.type.kind, right.type.kind]
  if (a !== b || a === 'other') return undefined
  return a
}

function describe({ text }: ValueType): string {
  return `A value of type ${text}`
}
