import type { BinaryOperator } from '../model/expression.js'
import { memberName, quote, templateText } from '../emit/text.js'

/** TypeScript over `query`, which is computed before the database is asked, and how tightly its outermost operator binds. */
export interface Known {
  readonly text: string
  readonly level: number
}

const conditional = 0
const unary = 15
const atom = 20
const levels: Readonly<Record<BinaryOperator, number>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '===': 8,
  '!==': 8,
  '==': 8,
  '!=': 8,
  '<': 9,
  '<=': 9,
  '>': 9,
  '>=': 9,
  '+': 11,
  '-': 11,
  '*': 12,
  '/': 12,
  '%': 12,
}

export function literalOf(
  value: string | number | boolean | null | undefined | { readonly bigint: string },
): Known {
  if (typeof value === 'string') return { text: quote(value), level: atom }
  if (typeof value === 'object' && value !== null) {
    return { text: `${value.bigint}n`, level: value.bigint.startsWith('-') ? unary : atom }
  }
  const isNegative = typeof value === 'number' && value < 0
  return { text: String(value), level: isNegative ? unary : atom }
}

export const query: Known = { text: 'query', level: atom }

/** `of.name`, `of.method(…)`; `what` with its dot or brackets. */
export function accessOf(of: Known, what: string, isOptional: boolean): Known {
  const link = !isOptional ? '' : what.startsWith('.') ? '?' : '?.'
  return { text: `${inParentheses(of, atom)}${link}${what}`, level: atom }
}

export function argumentsOf(values: readonly Known[]): string {
  return `(${values.map((each) => each.text).join(', ')})`
}

export function binaryOf(operator: BinaryOperator, left: Known, right: Known): Known {
  const own = levels[operator]
  const [first, second] = [
    inParentheses(left, own, operator),
    inParentheses(right, own + 1, operator),
  ]
  return { text: `${first} ${operator} ${second}`, level: own }
}

/** `a && b && c` */
export function joinedBy(operator: BinaryOperator, parts: readonly Known[]): Known | undefined {
  const [first, ...others] = parts
  return first && others.reduce((left, right) => binaryOf(operator, left, right), first)
}

export function unaryOf(operator: string, operand: Known): Known {
  return { text: `${operator}${inParentheses(operand, unary)}`, level: unary }
}

export function conditionalOf(test: Known, then: Known, otherwise: Known): Known {
  const asked = inParentheses(test, conditional + 1)
  return { text: `${asked} ? ${then.text} : ${otherwise.text}`, level: conditional }
}

export function listOf(elements: readonly Known[]): Known {
  return { text: `[${elements.map((each) => each.text).join(', ')}]`, level: atom }
}

export function objectOf(members: readonly (readonly [name: string, value: Known])[]): Known {
  const texts = members.map(([name, value]) => `${memberName(name)}: ${value.text}`)
  return { text: texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`, level: atom }
}

export function templateOf(parts: readonly (string | Known)[]): Known {
  const texts = parts.map((each) =>
    typeof each === 'string' ? templateText(each) : `\${${each.text}}`,
  )
  return { text: `\`${texts.join('')}\``, level: atom }
}

export function newDateOf(values: readonly Known[]): Known {
  return { text: `new Date${argumentsOf(values)}`, level: atom }
}

/** `??` stands beside `&&` and `||` in parentheses only. */
function inParentheses(part: Known, least: number, around?: BinaryOperator): string {
  const mixes = around === '??' && part.level > 1 && part.level < 8
  const isMixed = around !== undefined && around !== '??' && part.level === 1
  return part.level < least || mixes || isMixed ? `(${part.text})` : part.text
}
