import type { Constraint } from '../model/shape.js'
import type { Schema } from './openapi-document.js'

/** A schema with what the constraints say. A bigint is text in JSON, of which there is no least and no most. */
export function constrained(schema: Schema, constraints: readonly Constraint[]): Schema {
  const [first = {}, ...others] = layers(constraints, schema['type'])
  const whole = { ...schema, ...first }
  return others.length === 0 ? whole : { ...whole, allOf: others }
}

/** Several patterns, or formats, hold beside each other: one keyword holds one. */
function layers(constraints: readonly Constraint[], type: unknown): readonly Schema[] {
  const found: Record<string, string | number | boolean>[] = []
  for (const constraint of constraints) {
    const keyword = keywordOf(constraint, type)
    if (keyword === undefined) continue
    const [name, value] = keyword
    const layer = found.find((each) => !(name in each))
    if (layer === undefined) found.push({ [name]: value })
    else layer[name] = value
  }
  return found
}

function keywordOf(
  constraint: Constraint,
  type: unknown,
): readonly [name: string, value: string | number | boolean] | undefined {
  switch (constraint.kind) {
    case 'minimum':
    case 'maximum':
      return type === 'string' ? undefined : [constraint.kind, constraint.value]
    case 'uniqueItems':
      return ['uniqueItems', true]
    case 'integer':
      return ['type', 'integer']
    default:
      return [constraint.kind, constraint.value]
  }
}
