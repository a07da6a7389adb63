import ts from '#typescript'

/** Every expression a method can return: of each `return`, and of each branch of it. */
export function returnedExpressions(declaration: ts.MethodDeclaration): readonly ts.Expression[] {
  const found: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return
    if (ts.isReturnStatement(node)) {
      if (node.expression !== undefined) found.push(...branches(node.expression))
      return
    }
    ts.forEachChild(node, visit)
  }
  if (declaration.body !== undefined) ts.forEachChild(declaration.body, visit)
  return found
}

/** `a ? b : c` is b and c: the checker reduces classes of equal shape to one of them. */
export function branches(expression: ts.Expression): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(expression)) return branches(expression.expression)
  if (ts.isSatisfiesExpression(expression)) return branches(expression.expression)
  if (ts.isAwaitExpression(expression)) return branches(expression.expression)
  if (ts.isConditionalExpression(expression)) {
    return [...branches(expression.whenTrue), ...branches(expression.whenFalse)]
  }
  if (ts.isBinaryExpression(expression)) {
    const { operatorToken, left, right } = expression
    switch (operatorToken.kind) {
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
        return [...branches(left), ...branches(right)]
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.CommaToken:
        return branches(right)
    }
  }
  return [expression]
}
