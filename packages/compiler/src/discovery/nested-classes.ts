import ts from '#typescript'

/** Classes that do not stand at the top of their file: in a constant, a namespace, a function. */
export function nestedClasses(source: ts.SourceFile): readonly ts.ClassLikeDeclaration[] {
  const found: ts.ClassLikeDeclaration[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) found.push(node)
    if (!ts.isTypeNode(node)) ts.forEachChild(node, visit)
  }
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement) && holdsCode(statement)) visit(statement)
  }
  return found
}

function holdsCode(statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isFunctionDeclaration(statement)
  )
}

/** Why generated code cannot name it. */
export function placeOfNested(declaration: ts.ClassLikeDeclaration): string {
  return ts.isClassDeclaration(declaration)
    ? 'it stands in a class that is not at the top of its file'
    : 'it stands in a class expression'
}
