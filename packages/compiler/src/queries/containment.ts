import type { Expression, Lambda } from '../model/expression.js'
import { jsonTemplate, type JsonTemplate } from './json-template.js'
import { pathOf } from './roots.js'

export interface Containment {
  readonly template: JsonTemplate
  /** It says all that the condition says. */
  readonly isWhole: boolean
}

/**
 * What an element must contain to fit `line.sku === this.sku && line.open`: equality alone. Contained in a list means
 * contained in one of its elements, so this is what `some` asks.
 */
export function containment({ parameter, body }: Lambda): Containment | undefined {
  const parts = conjuncts(body)
  const found = parts.flatMap((each) => templateOf(each, parameter.id) ?? [])
  const [first, ...others] = found
  if (first === undefined) return undefined
  let template: JsonTemplate | undefined = first
  for (const each of others) template = template && merge(template, each)
  return template && { template, isWhole: found.length === parts.length }
}

function templateOf(condition: Expression, variable: number): JsonTemplate | undefined {
  if (condition.kind === 'binary' && condition.operator === '===') {
    const { left, right } = condition
    return (
      equality(left, jsonTemplate(right), variable) ?? equality(right, jsonTemplate(left), variable)
    )
  }
  if (condition.kind === 'call' && condition.method === 'includes') {
    const [element] = condition.arguments
    if (condition.of.type.kind !== 'list' || element === undefined || element.kind === 'lambda') {
      return undefined
    }
    const template = jsonTemplate(element)
    return template && equality(condition.of, { kind: 'list', elements: [template] }, variable)
  }
  if (condition.kind === 'member' && condition.type.kind === 'boolean') {
    return equality(condition, { kind: 'constant', value: true }, variable)
  }
  return undefined
}

function equality(
  member: Expression,
  template: JsonTemplate | undefined,
  variable: number,
): JsonTemplate | undefined {
  const path = pathOf(member)
  if (template === undefined || path?.variable.kind !== 'variable') return undefined
  if (path.variable.id !== variable) return undefined
  // A date is stored as text, and a text is compared with it by nobody.
  if (!['text', 'number', 'boolean', 'bigint', 'list'].includes(member.type.kind)) return undefined
  return path.names.reduceRight<JsonTemplate>(
    (inner, name) => ({ kind: 'object', members: [[name, inner]] }),
    template,
  )
}

function merge(a: JsonTemplate, b: JsonTemplate): JsonTemplate | undefined {
  if (a.kind !== 'object' || b.kind !== 'object') return undefined
  const members = new Map(a.members)
  for (const [name, each] of b.members) {
    const known = members.get(name)
    const merged = known === undefined ? each : merge(known, each)
    if (merged === undefined) return undefined
    members.set(name, merged)
  }
  return { kind: 'object', members: [...members] }
}

export function conjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === 'binary' && condition.operator === '&&'
    ? [...conjuncts(condition.left), ...conjuncts(condition.right)]
    : [condition]
}
