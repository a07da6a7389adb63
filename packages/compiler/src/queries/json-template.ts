import type { Expression } from '../model/expression.js'
import { listOf, literalOf, objectOf, type Known } from './known.js'
import { isKnown } from './parameters.js'
import { printKnown } from './print-known.js'

/** JSON that is asked for in a list, with values of the query in it. */
export type JsonTemplate =
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'bound'; readonly expression: Expression }
  | { readonly kind: 'list'; readonly elements: readonly JsonTemplate[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, JsonTemplate])[] }

/** A value that is written as it is compared, and is there. */
export function jsonTemplate(expression: Expression): JsonTemplate | undefined {
  const { type } = expression
  if (type.null || type.undefined || !isKnown(expression)) return undefined
  if (!['text', 'number', 'boolean', 'bigint'].includes(type.kind)) return undefined
  if (expression.kind !== 'literal') return { kind: 'bound', expression }
  const { value } = expression
  if (value === null || value === undefined) return undefined
  return { kind: 'constant', value: typeof value === 'object' ? value.bigint : value }
}

export function isConstant(template: JsonTemplate): boolean {
  switch (template.kind) {
    case 'constant':
      return true
    case 'bound':
      return false
    case 'list':
      return template.elements.every(isConstant)
    case 'object':
      return template.members.every(([, each]) => isConstant(each))
  }
}

/** The JSON of one in which nothing is bound. */
export function constantOf(template: JsonTemplate): unknown {
  switch (template.kind) {
    case 'constant':
      return template.value
    case 'list':
      return template.elements.map(constantOf)
    case 'object':
      return Object.fromEntries(template.members.map(([name, each]) => [name, constantOf(each)]))
    case 'bound':
      throw new Error('a bound value is no constant')
  }
}

export function printTemplate(template: JsonTemplate): Known {
  switch (template.kind) {
    case 'constant':
      return literalOf(template.value)
    case 'bound':
      return printKnown(template.expression)
    case 'list':
      return listOf(template.elements.map(printTemplate))
    case 'object':
      return objectOf(template.members.map(([name, each]) => [name, printTemplate(each)]))
  }
}
