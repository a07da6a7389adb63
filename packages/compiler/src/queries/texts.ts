import type { Expression } from '../model/expression.js'
import { listLength } from './lists.js'
import { isLambda, type Translation } from './translator.js'
import { allOf, level, quoteLiteral, sql, within, type Sql } from './sql.js'
import { isKnown } from './parameters.js'
import { printKnown } from './print-known.js'
import { operand } from './comparisons.js'
import { value } from './values.js'

type Call = Extract<Expression, { kind: 'call' }>

/** `startsWith`, `endsWith` and `includes` of a text: no patterns, so nothing must be escaped. */
export function textPredicate(call: Call, t: Translation): Sql {
  const [argument, ...more] = call.arguments
  if (call.of.type.kind !== 'text') return refuseMethod(call, t)
  if (argument === undefined || isLambda(argument) || more.length > 0) return refuseMethod(call, t)
  if (!['startsWith', 'endsWith', 'includes'].includes(call.method)) return refuseMethod(call, t)
  if (argument.kind === 'unsupported') return t.refuse(argument, argument.message, argument.help)
  const text = value(call.of, t)
  switch (call.method) {
    case 'startsWith':
      return startsWith(text, argument, t)
    case 'endsWith': {
      const end = value(argument, t)
      return sql(`right(${text.text}, length(${end.text})) = ${operand(end)}`, {
        level: level.comparison,
        mayBeNull: true,
      })
    }
    default:
      return sql(`strpos(${text.text}, ${value(argument, t).text}) > 0`, {
        level: level.comparison,
        mayBeNull: true,
      })
  }
}

/** A range, so that an index in the C collation is used whatever the prefix is. */
function startsWith(text: Sql, prefix: Expression, t: Translation): Sql {
  if (!isKnown(prefix)) {
    return sql(`starts_with(${text.text}, ${value(prefix, t).text})`, { mayBeNull: true })
  }
  const first = value(prefix, t)
  const last = t.bindParameter({ kind: 'end-of-prefix', prefix: printKnown(prefix).text }, 'text')
  return allOf([
    sql(`${operand(text)} >= ${operand(first)}`, { level: level.comparison, mayBeNull: true }),
    sql(`${operand(text)} < ${last.text}`, { level: level.comparison, mayBeNull: true }),
  ])
}

/** `toLowerCase()` and its like. Case is folded by ICU, as JavaScript does; the result is compared by characters again. */
export function textCall(call: Call, t: Translation): Sql {
  if (call.of.type.kind === 'date' && call.method === 'toISOString') return value(call.of, t)
  if (call.of.type.kind !== 'text') return refuseMethod(call, t)
  switch (call.method) {
    case 'toLowerCase':
    case 'toUpperCase': {
      const fold = call.method === 'toLowerCase' ? 'lower' : 'upper'
      const text = value(call.of, t)
      return sql(`${fold}(${inFoldingCollation(text)}) collate "C"`, {
        level: level.collate,
        mayBeNull: text.mayBeNull,
      })
    }
    case 'trim':
    case 'trimStart':
    case 'trimEnd': {
      const text = value(call.of, t)
      const how = { trim: 'btrim', trimStart: 'ltrim', trimEnd: 'rtrim' }[call.method]
      return sql(`${how}(${text.text}, ${blanks})`, { mayBeNull: text.mayBeNull })
    }
    case 'toString':
    case 'valueOf':
      return value(call.of, t)
    default:
      return refuseMethod(call, t)
  }
}

function inFoldingCollation(text: Sql): string {
  return `${within(sql(text.text, { level: text.level === level.collate ? level.sum : text.level }), level.collate)} collate "und-x-icu"`
}

/** What JavaScript trims. */
const blanks =
  "U&' \\0009\\000A\\000B\\000C\\000D\\00A0\\1680\\2000\\2001\\2002\\2003\\2004\\2005\\2006\\2007\\2008\\2009\\200A\\2028\\2029\\202F\\205F\\3000\\FEFF'"

/** Of a text, in characters; of a list, in elements. */
export function length(expression: Extract<Expression, { kind: 'member' }>, t: Translation): Sql {
  if (expression.of.type.kind === 'list') return listLength(expression.of, t)
  const text = value(expression.of, t)
  return sql(`length(${text.text})`, { mayBeNull: text.mayBeNull })
}

export function textOfTemplate(
  { parts }: Extract<Expression, { kind: 'template' }>,
  t: Translation,
): Sql {
  return concatenate(
    parts
      .filter((each) => each !== '')
      .map((each) => (typeof each === 'string' ? sql(quoteLiteral(each)) : textPart(each, t))),
  )
}

export function concatenate(parts: readonly Sql[]): Sql {
  const [first, ...others] = parts
  if (first !== undefined && others.length === 0) return first
  return sql(parts.map((each) => within(each, level.other)).join(' || '), {
    level: level.other,
    mayBeNull: parts.some((each) => each.mayBeNull),
  })
}

/** JavaScript writes a number its own way, and `null` as a word. */
export function textPart(expression: Expression, t: Translation): Sql {
  const { type } = expression
  if (type.kind !== 'text' || type.null || type.undefined) {
    return t.refuse(
      expression,
      `A value of type ${type.text} cannot be joined to a text`,
      type.kind === 'text' ? "Say what stands in its place: (… ?? '')" : 'Join texts',
    )
  }
  return value(expression, t)
}

const known = {
  text: 'startsWith, endsWith, includes, toLowerCase, toUpperCase, trim and length',
  date: 'getTime and toISOString',
} as const

export function refuseMethod(call: Call, t: Translation): Sql {
  const { kind } = call.of.type
  const methods = kind === 'text' || kind === 'date' ? known[kind] : undefined
  return t.refuse(
    call,
    `${call.method}(…) of a value of type ${call.of.type.text} cannot be translated`,
    methods === undefined
      ? 'Use members, comparisons, and the methods that docs/queries.md lists'
      : `Of a ${kind} use ${methods}`,
  )
}
