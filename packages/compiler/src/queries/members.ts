import type { Expression, ValueType } from '../model/expression.js'
import { pathOf, type DocumentRoot, type Root } from './roots.js'
import { level, quoteLiteral, sql, type Sql } from './sql.js'
import type { Translation } from './translator.js'

// A member as SQL. The texts are those of the typed builder (`documents/conditions.ts` of the runtime), so that one index
// serves both; test/contract/query-operands.test.ts compares them.

/** Where a member is found: the column of the id, or JSON below the other. */
type Place =
  | { readonly kind: 'id'; readonly of: DocumentRoot }
  | { readonly kind: 'json'; readonly json: string; readonly names: readonly string[] }
  | { readonly kind: 'value'; readonly value: string }

function placeOf(expression: Expression, t: Translation): Place | undefined {
  const path = pathOf(expression)
  if (path?.variable.kind !== 'variable') return undefined
  return placeBelow(t.rootOf(path.variable), path.names)
}

function placeBelow(root: Root, names: readonly string[]): Place | undefined {
  const [first, ...others] = names
  switch (root.kind) {
    case 'document':
      if (first === 'id' && others.length === 0) {
        return { kind: 'id', of: root }
      }
      return { kind: 'json', json: root.json, names }
    case 'json':
      return { kind: 'json', json: root.json, names }
    case 'value':
      return names.length === 0 ? { kind: 'value', value: root.value } : undefined
    case 'rows': {
      const member = first === undefined ? undefined : root.members[first]
      return member && placeBelow(member, others)
    }
  }
}

/** A member of a document, as it is stored and as its kind of value. */
export function stored(
  document: DocumentRoot,
  path: readonly string[],
  kind: ValueType['kind'],
): { readonly json: string; readonly value: string } {
  const place = placeBelow(document, path)
  if (place === undefined) throw new Error(`${path.join('.')} is no member of a document`)
  const json = place.kind === 'json' ? jsonAt(place) : ''
  return { json, value: valueAt(place, kind).text }
}

/** The member as the kind of value its type says; null when it is stored otherwise, which a cast would fail on. */
export function memberValue(expression: Expression, t: Translation): Sql | undefined {
  const place = placeOf(expression, t)
  return place && valueAt(place, expression.type.kind)
}

function valueAt(place: Place, kind: ValueType['kind']): Sql {
  if (place.kind === 'id') return { ...sql(place.of.id), idOf: place.of }
  if (place.kind === 'value') return sql(place.value, { mayBeNull: true })
  const text = textAt(place)
  switch (kind) {
    case 'number':
      return nullable(
        `case when jsonb_typeof(${jsonAt(place)}) = 'number' then ${text}::float8 end`,
        level.atom,
      )
    case 'bigint':
      return nullable(`case when ${text} ~ '^-?[0-9]+$' then ${text}::numeric end`, level.atom)
    default:
      return nullable(`${text} collate "C"`, level.collate)
  }
}

/** What `is null` is asked of: the text, whatever kind of value it is of. */
export function memberText(expression: Expression, t: Translation): Sql | undefined {
  const place = placeOf(expression, t)
  if (place === undefined) return undefined
  if (place.kind === 'json') return nullable(textAt(place), level.atom)
  return valueAt(place, 'text')
}

/** The member as it is stored. */
export function memberJson(expression: Expression, t: Translation): Sql | undefined {
  const place = placeOf(expression, t)
  if (place === undefined) return undefined
  switch (place.kind) {
    case 'json':
      return nullable(jsonAt(place), place.names.length === 0 ? level.atom : level.other)
    case 'id': {
      const { id, idType } = place.of
      return sql(`to_jsonb(${idType === 'int8' ? `${id}::text` : id})`)
    }
    case 'value': {
      const { kind, null: isNull } = expression.type
      const json = jsonOf(place.value, kind)
      return isNull ? sql(`coalesce(${json}, 'null')`) : nullable(json, level.atom)
    }
  }
}

/** A value as it stands in JSON: a boolean is compared as text, and a bigint is stored as text. */
export function jsonOf(value: string, kind: ValueType['kind']): string {
  if (kind === 'boolean') return `to_jsonb((${value})::boolean)`
  return kind === 'bigint' ? `to_jsonb((${value})::text)` : `to_jsonb(${value})`
}

type JsonPlace = Extract<Place, { kind: 'json' }>

function jsonAt({ json, names }: JsonPlace): string {
  return [json, ...names.map(quoteLiteral)].join(' -> ')
}

function textAt({ json, names }: JsonPlace): string {
  const last = names.at(-1)
  if (last === undefined) return `(${json} #>> '{}')`
  return `(${jsonAt({ kind: 'json', json, names: names.slice(0, -1) })} ->> ${quoteLiteral(last)})`
}

function nullable(text: string, binds: Sql['level']): Sql {
  return sql(text, { level: binds, mayBeNull: true })
}

/** The column type of the id that the expression names, if it names one. */
export function idTypeOf(
  expression: Expression,
  t: Translation,
): DocumentRoot['idType'] | undefined {
  const place = placeOf(expression, t)
  return place?.kind === 'id' ? place.of.idType : undefined
}
