import type { Expression, ValueType } from '../model/expression.js'
import { arithmetic } from './arithmetic.js'
import { memberValue, idTypeOf } from './members.js'
import { isKnown, type Writer } from './parameters.js'
import { predicate } from './predicates.js'
import { isLength } from './roots.js'
import { level, quoteLiteral, sql, type Sql } from './sql.js'
import { length, textCall, textOfTemplate } from './texts.js'
import type { Translation } from './translator.js'

/** A text, number, bigint, boolean (as text) or date (as ISO text) that can be compared and sorted. */
export function value(expression: Expression, t: Translation): Sql {
  if (expression.kind === 'literal') return literal(expression, t)
  if (expression.kind === 'unsupported') {
    return t.refuse(expression, expression.message, expression.help)
  }
  if (isKnown(expression)) return known(expression, t)
  if (expression.kind === 'member' && isLength(expression)) return length(expression, t)
  switch (expression.kind) {
    case 'variable':
    case 'member':
      return member(expression, t)
    case 'binary':
      if (expression.operator === '??') return coalesce(expression, t)
      if (isArithmetic(expression.operator)) return arithmetic(expression, t)
      break
    case 'unary':
      if (expression.operator !== '!') return arithmetic(expression, t)
      break
    case 'conditional': {
      const test = predicate(expression.test, t)
      const then = value(expression.then, t)
      const otherwise = value(expression.otherwise, t)
      return sql(`case when ${test.text} then ${then.text} else ${otherwise.text} end`, {
        mayBeNull: then.mayBeNull || otherwise.mayBeNull,
      })
    }
    case 'template':
      return textOfTemplate(expression, t)
    case 'call':
      return textCall(expression, t)
    default:
  }
  if (expression.type.kind === 'boolean') {
    const holds = predicate(expression, t)
    return sql(`case when ${holds.text} then 'true' else 'false' end`)
  }
  return t.refuse(
    expression,
    `A value of type ${expression.type.text} cannot be compared by the database`,
    'Compare texts, numbers, booleans, bigints, or dates by getTime()',
  )
}

function member(expression: Expression, t: Translation): Sql {
  const { kind } = expression.type
  if (kind === 'object' || kind === 'list' || kind === 'other') {
    return t.refuse(
      expression,
      `A value of type ${expression.type.text} cannot be compared by the database`,
      kind === 'list'
        ? 'Ask the list with includes, some, every or length'
        : kind === 'object'
          ? 'Compare its members'
          : 'Compare texts, numbers, booleans, bigints, or dates by getTime()',
    )
  }
  if (expression.kind === 'member' && expression.of.type.kind !== 'object') {
    return t.refuse(
      expression,
      `${expression.name} of a value of type ${expression.of.type.text} is not stored, so the database cannot be asked for it`,
      'Store it in a member of its own',
    )
  }
  return (
    memberValue(expression, t) ??
    t.refuse(expression, 'This is no member of a document', 'Name a member of the document')
  )
}

function literal(expression: Extract<Expression, { kind: 'literal' }>, t: Translation): Sql {
  const { value: written } = expression
  switch (typeof written) {
    case 'string':
      if (written.includes('\0') || hasLoneSurrogate(written)) {
        return t.refuse(
          expression,
          'Postgres holds no text with U+0000 or a lone surrogate, so nothing is equal to this one',
          'Write the text without it',
        )
      }
      return sql(quoteLiteral(written))
    case 'number':
      return sql(numberLiteral(written))
    case 'boolean':
      return sql(`'${written}'`)
    case 'object':
      if (written !== null) return sql(`${written.bigint}::numeric`, { level: level.cast })
  }
  return sql('null', { mayBeNull: true })
}

function numberLiteral(number: number): string {
  const text = String(number)
  return /^\d{1,9}$/.test(text) ? text : `'${text}'::float8`
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text)
}

/** A value of the query, bound. */
export function known(expression: Expression, t: Translation): Sql {
  const { type } = expression
  const scalar = scalarWriters[type.kind]
  if (scalar !== undefined) return t.bind(expression, scalar[0], scalar[1])
  const list = type.kind === 'list' && type.element && listWriters[type.element.kind]
  if (list) return t.bind(expression, list[0], list[1])
  return t.refuse(
    expression,
    `A parameter of type ${type.text} cannot be given to the database`,
    'Give it texts, numbers, booleans, bigints, dates, or lists of them',
  )
}

type Written = readonly [writer: Writer, cast: string]

const scalarWriters: { readonly [K in ValueType['kind']]?: Written } = {
  text: ['asText', 'text'],
  number: ['asNumber', 'float8'],
  boolean: ['asBoolean', 'text'],
  date: ['asDate', 'text'],
  bigint: ['asBigInt', 'numeric'],
}
const listWriters: { readonly [K in ValueType['kind']]?: Written } = {
  text: ['asTexts', 'text[]'],
  number: ['asNumbers', 'float8[]'],
  boolean: ['asBooleans', 'text[]'],
  bigint: ['asBigInts', 'numeric[]'],
}

/** What is compared with an id of 64 bits is written as one, so that the primary key is used. */
export function valueBeside(expression: Expression, other: Expression, t: Translation): Sql {
  if (idTypeOf(other, t) !== 'int8' || !isKnown(expression)) return value(expression, t)
  if (expression.kind === 'literal') {
    const { value: written } = expression
    const digits = typeof written === 'object' && written !== null ? written.bigint : '0'
    return sql(`'${digits}'::int8`)
  }
  return expression.type.kind === 'list'
    ? t.bind(expression, 'asInt8s', 'int8[]')
    : t.bind(expression, 'asInt8', 'int8')
}

function coalesce(expression: Extract<Expression, { kind: 'binary' }>, t: Translation): Sql {
  const left = value(expression.left, t)
  const right = value(expression.right, t)
  return sql(`coalesce(${left.text}, ${right.text})`, { mayBeNull: right.mayBeNull })
}

function isArithmetic(operator: string): boolean {
  return ['+', '-', '*', '/', '%'].includes(operator)
}
