import type { Expression } from '../model/expression.js'
import { memberAccess } from '../emit/text.js'
import {
  accessOf,
  argumentsOf,
  binaryOf,
  conditionalOf,
  listOf,
  literalOf,
  newDateOf,
  objectOf,
  query,
  templateOf,
  unaryOf,
  type Known,
} from './known.js'

// What does not depend on a document is computed once, before the database is asked: in TypeScript, by the generated binder.

/** An expression over the query as TypeScript: `this` is `query`. */
export function printKnown(expression: Expression): Known {
  switch (expression.kind) {
    case 'literal':
      return literalOf(expression.value)
    case 'this':
      return query
    case 'member':
      return access(expression.of, memberAccess(expression.name))
    case 'call': {
      const { of, method, arguments: values } = expression
      const printed = values.flatMap((each) => (each.kind === 'lambda' ? [] : printKnown(each)))
      return access(of, `.${method}${argumentsOf(printed)}`)
    }
    case 'binary':
      return binaryOf(
        expression.operator,
        printKnown(expression.left),
        printKnown(expression.right),
      )
    case 'unary':
      return unaryOf(expression.operator, printKnown(expression.operand))
    case 'conditional': {
      const { test, then, otherwise } = expression
      return conditionalOf(printKnown(test), printKnown(then), printKnown(otherwise))
    }
    case 'list':
      return listOf(expression.elements.map(printKnown))
    case 'object':
      return objectOf(expression.members.map(({ name, value }) => [name, printKnown(value)]))
    case 'template':
      return templateOf(
        expression.parts.map((each) => (typeof each === 'string' ? each : printKnown(each))),
      )
    case 'new-date':
      return newDateOf(expression.arguments.map(printKnown))
    case 'variable':
    case 'unsupported':
      throw new Error(`${expression.kind} is not known before the database is asked`)
  }
}

/** `query.name === undefined` */
export function isNothing(expression: Expression, nothing: null | undefined): Known {
  return binaryOf('===', printKnown(expression), literalOf(nothing))
}

/** `query.names.includes(null)` */
export function includesNothing(list: Expression, nothing: null | undefined): Known {
  return access(list, `.includes${argumentsOf([literalOf(nothing)])}`)
}

// What the query's own conditions exclude, TypeScript cannot know here.
function access(of: Expression, what: string): Known {
  return accessOf(printKnown(of), what, of.kind === 'member' && of.mayBeMissing)
}
