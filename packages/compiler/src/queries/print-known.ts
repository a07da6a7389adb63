import type { BinaryOperator, Expression } from '../model/expression.js'
import { memberAccess, memberName, quote, templateText } from '../emit/text.js'

// What does not depend on a document is computed once, before the database is asked: in TypeScript, by the generated binder.

/** An expression over the query as TypeScript: `this` is `query`. */
export function printKnown(expression: Expression): string {
  return print(expression).text
}

/** `query.name === undefined` */
export function printIsUndefined(expression: Expression): string {
  return `${within(print(expression), levels['==='])} === undefined`
}

interface Printed {
  readonly text: string
  readonly level: number
}
const atom = 20
const unary = 15

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

function print(expression: Expression): Printed {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression.value)
    case 'this':
      return { text: 'query', level: atom }
    case 'member':
      return {
        text: access(expression.of, memberAccess(expression.name)),
        level: atom,
      }
    case 'call': {
      const args = expression.arguments.map((each) =>
        each.kind === 'lambda' ? '' : print(each).text,
      )
      return {
        text: `${access(expression.of, `.${expression.method}`)}(${args.join(', ')})`,
        level: atom,
      }
    }
    case 'binary': {
      const own = levels[expression.operator]
      const left = within(print(expression.left), own, expression.operator)
      const right = within(print(expression.right), own + 1, expression.operator)
      return { text: `${left} ${expression.operator} ${right}`, level: own }
    }
    case 'unary':
      return {
        text: `${expression.operator}${within(print(expression.operand), unary)}`,
        level: unary,
      }
    case 'conditional': {
      const { test, then, otherwise } = expression
      const parts = [within(print(test), 1), print(then).text, print(otherwise).text]
      return { text: `${parts[0]} ? ${parts[1]} : ${parts[2]}`, level: 0 }
    }
    case 'list':
      return {
        text: `[${expression.elements.map((each) => print(each).text).join(', ')}]`,
        level: atom,
      }
    case 'object': {
      const members = expression.members.map(
        ({ name, value }) => `${memberName(name)}: ${print(value).text}`,
      )
      return { text: members.length === 0 ? '{}' : `{ ${members.join(', ')} }`, level: atom }
    }
    case 'template': {
      const parts = expression.parts.map((each) =>
        typeof each === 'string' ? templateText(each) : `\${${print(each).text}}`,
      )
      return { text: `\`${parts.join('')}\``, level: atom }
    }
    case 'new-date':
      return {
        text: `new Date(${expression.arguments.map((each) => print(each).text).join(', ')})`,
        level: atom,
      }
    case 'variable':
    case 'unsupported':
      throw new Error(`${expression.kind} is not known before the database is asked`)
  }
}

// What the query's own conditions exclude, TypeScript cannot know here.
function access(of: Expression, what: string): string {
  const text = within(print(of), atom)
  if (of.kind !== 'member' || !of.mayBeMissing) return text + what
  return `${text}${what.startsWith('.') ? '?' : '?.'}${what}`
}

/** `??` stands beside `&&` and `||` in parentheses only. */
function within(part: Printed, least: number, around?: BinaryOperator): string {
  const mixes = around === '??' && part.level > 1 && part.level < 8
  const isMixed = around !== undefined && around !== '??' && part.level === 1
  return part.level < least || mixes || isMixed ? `(${part.text})` : part.text
}

function printLiteral(value: Extract<Expression, { kind: 'literal' }>['value']): Printed {
  if (typeof value === 'string') return { text: quote(value), level: atom }
  if (typeof value === 'object' && value !== null) {
    return { text: `${value.bigint}n`, level: value.bigint.startsWith('-') ? unary : atom }
  }
  const isNegative = typeof value === 'number' && value < 0
  return { text: String(value), level: isNegative ? unary : atom }
}
