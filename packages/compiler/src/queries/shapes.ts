import type { Expression } from '../model/expression.js'
import { isTime } from './dates.js'
import { arrayOrNull, listJson } from './lists.js'
import { jsonOf, memberJson } from './members.js'
import { isKnown } from './parameters.js'
import { predicate } from './predicates.js'
import { isLength } from './roots.js'
import { level, quoteLiteral, sql, type Sql } from './sql.js'
import { isLambda, type Translation } from './translator.js'
import { value } from './values.js'

/** What `select` makes of a document, as JSON: members as they are stored, and what is computed from them. */
export function json(expression: Expression, t: Translation): Sql {
  if (expression.kind === 'unsupported') {
    return t.refuse(expression, expression.message, expression.help)
  }
  if (expression.kind === 'object') return object(expression, t)
  if (expression.kind === 'list') {
    return sql(
      `jsonb_build_array(${expression.elements.map((each) => json(each, t).text).join(', ')})`,
    )
  }
  if (expression.kind === 'literal') {
    const { value: written } = expression
    const data =
      typeof written === 'object' && written !== null ? written.bigint : (written ?? null)
    return sql(`${quoteLiteral(JSON.stringify(data))}::jsonb`)
  }
  if (isTime(expression)) {
    return t.refuse(expression, 'A time is no JSON', 'Select the date: document.at')
  }
  if (!isLength(expression)) {
    const stored = memberJson(expression, t)
    if (stored !== undefined) return stored
  }
  if (
    expression.kind === 'call' &&
    expression.of.type.kind === 'list' &&
    expression.method === 'map'
  ) {
    return mapped(expression, t)
  }
  if (expression.type.kind === 'boolean') {
    if (isKnown(expression)) {
      return sql(`to_jsonb(${t.bind(expression, 'asBoolean', 'boolean').text})`)
    }
    return sql(`to_jsonb(coalesce(${predicate(expression, t).text}, false))`)
  }
  const computed = value(expression, t)
  return sql(jsonOf(computed.text, expression.type.kind), { mayBeNull: computed.mayBeNull })
}

/** As many members as a function of Postgres takes. */
const most = 50

/** A member that may be `undefined` is left out where it is; one that is `null` is null. */
function object(expression: Extract<Expression, { kind: 'object' }>, t: Translation): Sql {
  const objects: string[] = []
  let members: string[] = []
  const close = () => {
    if (members.length > 0) objects.push(`jsonb_build_object(${members.join(', ')})`)
    members = []
  }
  for (const { name, value: each } of expression.members) {
    const member = json(each, t)
    const pair = `${quoteLiteral(name)}, ${member.text}`
    if (each.type.undefined && member.mayBeNull) {
      close()
      objects.push(
        `case when ${member.text} is null then '{}' else jsonb_build_object(${pair}) end`,
      )
    } else {
      members.push(pair)
      if (members.length === most) close()
    }
  }
  close()
  if (objects.length === 0) return sql("'{}'::jsonb")
  return sql(objects.join(' || '), { level: objects.length > 1 ? level.other : level.atom })
}

/** `document.lines.map((line) => ({ … }))` */
function mapped(call: Extract<Expression, { kind: 'call' }>, t: Translation): Sql {
  const [lambda] = call.arguments
  if (!isLambda(lambda)) {
    return t.refuse(call, 'map takes an arrow function of one parameter', 'Write (line) => …')
  }
  const list = listJson(call.of, t)
  const name = t.alias(lambda.parameter.name)
  t.enter(lambda.parameter, { kind: 'json', json: `${name}.value` })
  const each = json(lambda.body, t)
  return sql(
    `(select coalesce(jsonb_agg(${each.text} order by ${name}.place), '[]'::jsonb) ` +
      `from jsonb_array_elements(${arrayOrNull(list)}) with ordinality as ${name} (value, place))`,
  )
}
