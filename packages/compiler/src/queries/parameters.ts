import type { Expression } from '../model/expression.js'
import { isSameContent } from '../model/same-content.js'
import type { GeneratedName } from '../vocabulary.js'

/** How a value of the query travels: the function of the runtime that writes it as text for Postgres. */
export type Writer = Extract<
  GeneratedName,
  | 'asText'
  | 'asNumber'
  | 'asBoolean'
  | 'asDate'
  | 'asTime'
  | 'asBigInt'
  | 'asInt8'
  | 'asJson'
  | 'asTexts'
  | 'asNumbers'
  | 'asBooleans'
  | 'asBigInts'
  | 'asInt8s'
  | 'asCount'
  | 'asPageNumber'
  | 'asPageSize'
>

/** One value of a statement; what is known of it without a document is TypeScript over `query`. */
export type Parameter =
  | { readonly kind: 'value'; readonly writer: Writer; readonly value: string }
  /** The first text behind all that begin with the prefix. */
  | { readonly kind: 'end-of-prefix'; readonly prefix: string }
  /** One of the values that a cursor holds, which are written already. */
  | { readonly kind: 'cursor-key'; readonly cursor: string; readonly index: number }

/** The values of one statement behind the tenant, which is `$1`; the same value is bound once. */
export class Parameters {
  readonly #list: Parameter[] = []

  /** `$2` */
  add(parameter: Parameter): string {
    const known = this.#list.findIndex((each) => isSameContent(each, parameter))
    const index = known === -1 ? this.#list.push(parameter) - 1 : known
    return `$${index + 2}`
  }

  get list(): readonly Parameter[] {
    return [...this.#list]
  }
}

/** Whether its value is known before the database is asked: it names no document. */
export function isKnown(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'this':
      return true
    case 'variable':
    case 'unsupported':
      return false
    case 'member':
      return isKnown(expression.of)
    case 'binary':
      return isKnown(expression.left) && isKnown(expression.right)
    case 'unary':
      return isKnown(expression.operand)
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise].every(isKnown)
    case 'call':
      return (
        isKnown(expression.of) &&
        expression.arguments.every((each) => each.kind !== 'lambda' && isKnown(each))
      )
    case 'list':
      return expression.elements.every(isKnown)
    case 'object':
      return expression.members.every((each) => isKnown(each.value))
    case 'template':
      return expression.parts.every((each) => typeof each === 'string' || isKnown(each))
    case 'new-date':
      return expression.arguments.length > 0 && expression.arguments.every(isKnown)
  }
}
