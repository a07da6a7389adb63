import type { ThisExpression, VariableExpression } from '../model/expression.js'
import type { DocumentModel } from '../model/application-model.js'
import type { Expression } from '../model/expression.js'

/** A row of a table: the column of its JSON, and of its id. */
export interface DocumentRoot {
  readonly kind: 'document'
  readonly json: string
  readonly id: string
  readonly idType: DocumentModel['idType']
}

/** What the parameter of an arrow function stands for in SQL. */
export type Root =
  | DocumentRoot
  /** JSON within a document. */
  | { readonly kind: 'json'; readonly json: string }
  /** A value by itself, as of an array of parameters. */
  | { readonly kind: 'value'; readonly value: string }
  /** What `include` makes: documents by name. */
  | { readonly kind: 'rows'; readonly members: Readonly<Record<string, Root>> }

/**
 * `document.address.city`: where it begins, and the names that follow. What a text, a list, a set or bytes say of themselves,
 * such as their length, is stored nowhere.
 */
export interface Path {
  readonly variable: VariableExpression | ThisExpression
  readonly names: readonly string[]
}

export function pathOf(expression: Expression): Path | undefined {
  const names: string[] = []
  let current = expression
  while (current.kind === 'member') {
    if (current.of.type.kind !== 'object') return undefined
    names.unshift(current.name)
    current = current.of
  }
  return current.kind === 'variable' || current.kind === 'this'
    ? { variable: current, names }
    : undefined
}

/** `length` of a text or a list, which is no member. */
export function isLength(expression: Expression): boolean {
  if (expression.kind !== 'member' || expression.name !== 'length') return false
  const { kind } = expression.of.type
  return kind === 'text' || kind === 'list'
}
