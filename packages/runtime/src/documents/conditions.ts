// Conditions as SQL text over the members of stored JSON. Values are always bound; the name of a member is a quoted literal,
// so that an index on the same expression can be used.
import { arrayLiteral } from '../postgres/array-literal.js'
import { InvalidValueError } from '../errors.js'
import { found, requireText } from '../postgres/require-value.js'
import { quoteLiteral } from '../postgres/quote.js'
import type { Value } from '../postgres/statement.js'
import type { DocumentTable } from './document-table.js'

/** Keeps a value for the statement and says how it is referred to: `$3`. */
export type Bind = (value: Value) => string

const operators: Readonly<Record<string, string>> = {
  '=': '=',
  // A document without the member is not equal to any value, as in JavaScript.
  '!=': 'is distinct from',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

export function comparison(
  table: DocumentTable,
  member: string,
  is: string,
  value: unknown,
  bind: Bind,
): string {
  requireText(member, 'name of a member')
  if (is === 'in') return oneOf(table, member, value, bind)
  const operator = Object.hasOwn(operators, is) ? operators[is] : undefined
  if (operator === undefined) {
    throw new InvalidValueError(
      `where('${member}', …): expected =, !=, <, <=, >, >= or in, found "${is}".`,
    )
  }
  if (value === null) return nullComparison(member, operator)
  if (member === 'id') {
    return `id ${operator} ${bind(table.encodeId(value))}::${table.mapping.idType}`
  }
  const { kind, text } = encode(member, value)
  return `${operand(member, kind)} ${operator} ${bind(text)}::${kind}`
}

function nullComparison(member: string, operator: string): string {
  if (operator === '=') return `${textOf(member)} is null`
  if (operator === 'is distinct from') return `${textOf(member)} is not null`
  throw new InvalidValueError(
    `where('${member}', '${operator}', null): null has no order. Compare with = or !=.`,
  )
}

function oneOf(table: DocumentTable, member: string, values: unknown, bind: Bind): string {
  if (!Array.isArray(values)) {
    throw new InvalidValueError(
      `where('${member}', 'in', …): expected an array, found ${found(values)}.`,
    )
  }
  if (member === 'id') {
    const ids = arrayLiteral(values.map((value) => table.encodeId(value)))
    return `id = any(${bind(ids)}::${table.mapping.idType}[])`
  }
  const alternatives = values.includes(null) ? [`${textOf(member)} is null`] : []
  const byKind = new Map<Kind, string[]>()
  for (const value of values) {
    if (value === null) continue
    const { kind, text } = encode(member, value)
    const texts = byKind.get(kind)
    if (texts === undefined) byKind.set(kind, [text])
    else texts.push(text)
  }
  for (const [kind, texts] of byKind) {
    alternatives.push(`${operand(member, kind)} = any(${bind(arrayLiteral(texts))}::${kind}[])`)
  }
  return alternatives.length === 0 ? 'false' : `(${alternatives.join(' or ')})`
}

type Kind = 'text' | 'float8' | 'numeric'

function encode(member: string, value: unknown): { readonly kind: Kind; readonly text: string } {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: requireText(value, `value of "${member}"`) }
    case 'boolean':
      return { kind: 'text', text: String(value) }
    case 'bigint':
      return { kind: 'numeric', text: String(value) }
    case 'number':
      if (Number.isFinite(value)) return { kind: 'float8', text: String(value) }
      break
    case 'object':
      // As it is stored; ISO texts sort as the times do.
      if (value instanceof Date && !Number.isNaN(value.getTime())) {
        return { kind: 'text', text: value.toISOString() }
      }
  }
  throw new InvalidValueError(
    `where('${member}', …): expected text, a finite number, a bigint, a boolean, a valid Date or null, ` +
      `found ${found(value)}.` +
      (value === undefined ? ' Leave the condition out, or compare with null.' : ''),
  )
}

function textOf(member: string): string {
  return member === 'id' ? 'id' : `(data ->> ${quoteLiteral(member)})`
}

/** A member as the kind of value it is compared with; null when it is of another kind, which the cast would fail on. */
function operand(member: string, kind: Kind): string {
  const text = textOf(member)
  if (kind === 'text') return `${text} collate "C"`
  if (kind === 'numeric') return `case when ${text} ~ '^-?[0-9]+$' then ${text}::numeric end`
  return `case when jsonb_typeof(data -> ${quoteLiteral(member)}) = 'number' then ${text}::float8 end`
}

/** What a member is sorted by: numbers as numbers, then anything else as text. */
export function sortKeys(member: string, direction: 'asc' | 'desc'): string[] {
  if (member === 'id') return [`id ${direction}`]
  return [`${operand(member, 'float8')} ${direction}`, `${operand(member, 'text')} ${direction}`]
}
