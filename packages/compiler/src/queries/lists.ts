import type { Expression, Lambda } from '../model/expression.js'
import { nested, type Clause } from './clauses.js'
import { operand } from './comparisons.js'
import { containment } from './containment.js'
import {
  constantOf,
  isConstant,
  jsonTemplate,
  printTemplate,
  type JsonTemplate,
} from './json-template.js'
import { conditionalOf, listOf, literalOf } from './known.js'
import { jsonOf, memberJson } from './members.js'
import { isKnown } from './parameters.js'
import { negate, predicate } from './predicates.js'
import { includesNothing, isNothing, printKnown } from './print-known.js'
import { allOf, level, quoteLiteral, sql, within, type Sql } from './sql.js'
import { isLambda, type Translation } from './translator.js'
import { known, value, valueBeside } from './values.js'

type Call = Extract<Expression, { kind: 'call' }>

/** `includes`, `some` and `every`, of a list of the document or of one that is a parameter. */
export function listPredicate(call: Call, t: Translation): Sql {
  const [argument, ...more] = call.arguments
  if (argument === undefined || more.length > 0) return refuseMethod(call, t)
  if (argument.kind === 'unsupported') return t.refuse(argument, argument.message, argument.help)
  const isGiven = isKnown(call.of)
  if (call.method === 'includes' && !isLambda(argument)) {
    return isGiven ? oneOf(call.of, argument, t) : includes(call.of, argument, t)
  }
  if ((call.method === 'some' || call.method === 'every') && isLambda(argument)) {
    return isGiven
      ? quantifyGiven(call.of, call.method, argument, t)
      : quantify(call.of, call.method, argument, t)
  }
  return refuseMethod(call, t)
}

/** `this.ids.includes(document.id)` */
function oneOf(list: Expression, element: Expression, t: Translation): Sql {
  const kind = element.type.kind
  if (kind === 'date' || kind === 'object' || kind === 'list' || kind === 'other') {
    return refuseElement(element, t)
  }
  if (list.kind === 'list' && list.elements.length > 0 && list.elements.every(isPlainLiteral)) {
    const asked = value(element, t)
    const texts = list.elements.map((each) => valueBeside(each, element, t).text)
    return sql(`${operand(asked)} in (${texts.join(', ')})`, {
      level: level.containment,
      mayBeNull: asked.mayBeNull,
    })
  }
  const asked = value(element, t)
  const found = sql(`${operand(asked)} = any(${valueBeside(list, element, t).text})`, {
    level: level.comparison,
    mayBeNull: true,
  })
  const inner = list.type.element
  const both = (what: 'null' | 'undefined') => element.type[what] && inner?.[what] === true
  if (!both('null') && !both('undefined')) return found
  // SQL's null is equal to nothing, and in no list.
  const nothing = both('null') ? null : undefined
  const holdsNull = t.bindKnown(includesNothing(list, nothing), 'asBoolean', 'boolean')
  return sql(`${found.text} or ${operand(asked)} is null and ${holdsNull.text}`, {
    level: level.or,
    mayBeNull: true,
  })
}

function isPlainLiteral(expression: Expression): boolean {
  return (
    expression.kind === 'literal' && expression.value !== null && expression.value !== undefined
  )
}

/** `document.tags.includes(this.tag)`: containment, which a GIN index on the member serves. */
function includes(list: Expression, element: Expression, t: Translation): Sql {
  const kind = element.type.kind
  if (kind === 'date' || kind === 'object' || kind === 'list' || kind === 'other') {
    return refuseElement(element, t)
  }
  const json = listJson(list, t)
  const template = jsonTemplate(element)
  if (template !== undefined) return contains(json, [template], t)
  if (isKnown(element)) return containsKnown(json, element, t)
  const found = memberJson(element, t) ?? sql(jsonOf(value(element, t).text, kind))
  return sql(`${operand(json)} @> ${within(found, level.sum)}`, {
    level: level.other,
    mayBeNull: true,
  })
}

/** A value of the query that may be `null`, which JSON has, or `undefined`, which is in no list. */
function containsKnown(json: Sql, element: Expression, t: Translation): Sql {
  const list = listOf([printKnown(element)])
  const asked = element.type.undefined
    ? conditionalOf(isNothing(element, undefined), literalOf(undefined), list)
    : list
  return sql(`${within(json, level.sum)} @> ${t.bindKnown(asked, 'asJson', 'jsonb').text}`, {
    level: level.other,
    mayBeNull: true,
  })
}

function contains(json: Sql, list: readonly [JsonTemplate], t: Translation): Sql {
  const template: JsonTemplate = { kind: 'list', elements: list }
  const right = template.elements.every(isConstant)
    ? sql(`${quoteLiteral(JSON.stringify(constantOf(template)))}::jsonb`)
    : t.bindKnown(printTemplate(template), 'asJson', 'jsonb')
  return sql(`${within(json, level.sum)} @> ${right.text}`, { level: level.other, mayBeNull: true })
}

function quantify(list: Expression, method: 'some' | 'every', lambda: Lambda, t: Translation): Sql {
  const json = listJson(list, t)
  const isOptional = (list.type.null || list.type.undefined) && !isEmptyByDefault(list)
  const found = method === 'some' ? containment(lambda) : undefined
  if (found?.isWhole === true) return contains(json, [found.template], t)
  const name = t.alias(lambda.parameter.name)
  t.enter(lambda.parameter, { kind: 'json', json: `${name}.value` })
  const elements = `jsonb_array_elements(${arrayOrNull(json)}) as ${name} (value)`
  const exists = existsIn(elements, method, lambda, t)
  const whole = isOptional
    ? sql(`case when jsonb_typeof(${json.text}) = 'array' then ${exists.text} end`, {
        mayBeNull: true,
      })
    : exists
  if (found === undefined) return whole
  // The part that is equality finds the rows by an index; the rest is asked of those.
  return allOf([contains(json, [found.template], t), whole])
}

/** `this.tags.some((tag) => document.tags.includes(tag))` */
function quantifyGiven(
  list: Expression,
  method: 'some' | 'every',
  lambda: Lambda,
  t: Translation,
): Sql {
  const name = t.alias(lambda.parameter.name)
  const inC = lambda.parameter.type.kind === 'text' ? ' collate "C"' : ''
  t.enter(lambda.parameter, { kind: 'value', value: `${name}.value${inC}` })
  return existsIn(`unnest(${known(list, t).text}) as ${name} (value)`, method, lambda, t)
}

/** Every element fits when there is none that does not. */
function existsIn(
  elements: string,
  method: 'some' | 'every',
  { body }: Lambda,
  t: Translation,
): Sql {
  const asked = method === 'some' ? predicate(body, t) : negate(body, t)
  const where = (asked.all ?? [asked.text]).map((each, index): Clause => [
    index === 0 ? 'where' : 'and',
    each,
  ])
  const exists = `exists ${nested([['select', ''], ['from', elements], ...where])}`
  return method === 'some' ? sql(exists) : sql(`not ${exists}`, { level: level.not })
}

/** `document.lines.length` */
export function listLength(list: Expression, t: Translation): Sql {
  const json = listJson(list, t)
  const counted = `case when jsonb_typeof(${json.text}) = 'array' then jsonb_array_length(${json.text}) end`
  return isEmptyByDefault(list) ? sql(`coalesce(${counted}, 0)`) : sql(counted, { mayBeNull: true })
}

/** A list as it is stored; `document.tags ?? []` is the same list, as nothing is in one that is not there. */
export function listJson(list: Expression, t: Translation): Sql {
  const stored = isEmptyByDefault(list) ? list.left : list
  return (
    memberJson(stored, t) ??
    t.refuse(
      list,
      'A list that is computed cannot be asked by the database',
      'Ask a list that is a member of the document',
    )
  )
}

type EmptyByDefault = Extract<Expression, { kind: 'binary' }>

function isEmptyByDefault(list: Expression): list is EmptyByDefault {
  return (
    list.kind === 'binary' &&
    list.operator === '??' &&
    list.right.kind === 'list' &&
    list.right.elements.length === 0
  )
}

/** What is stored otherwise than its type says is no list, and nothing can be asked of its elements. */
export function arrayOrNull(json: Sql): string {
  return `case when jsonb_typeof(${json.text}) = 'array' then ${json.text} end`
}

function refuseElement(element: Expression, t: Translation): Sql {
  return t.refuse(
    element,
    `includes asks a list of ${element.type.text} for the very same object`,
    element.type.kind === 'date'
      ? 'Compare times: document.dates.some((each) => each.getTime() === this.at.getTime())'
      : 'Ask with some: document.lines.some((line) => line.id === this.lineId)',
  )
}

function refuseMethod(call: Call, t: Translation): Sql {
  return t.refuse(
    call,
    `${call.method}(…) of a value of type ${call.of.type.text} cannot be translated`,
    'Of a list use includes, some, every and length',
  )
}
