import ts from '#typescript'

/** Why a node is no part of a query, and what can be written instead. */
export function untranslatable(node: ts.Node): readonly [message: string, help: string] {
  if (ts.isRegularExpressionLiteral(node)) {
    return [
      'A regular expression cannot be translated: the database has other ones',
      'Use startsWith, endsWith or includes',
    ]
  }
  if (ts.isAwaitExpression(node))
    return ['A query waits for nothing', 'Give it the value as a parameter']
  if (ts.isTypeOfExpression(node)) {
    return [
      'The type of a value is not asked by a query',
      'Compare with null, undefined or a value',
    ]
  }
  return [
    `${short(node.getText())} cannot be translated`,
    'Use members, literals, comparisons, &&, ||, !, ??, ?. and the methods that docs/queries.md lists',
  ]
}

/** The source, on one line and not too long. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

export function shortType(text: string): string {
  return short(text.replace(/^Readonly<(.*)>$/, '$1'))
}
