import ts from '#typescript'

/** Why instances of a class cannot be made from their fields alone; `undefined` when they can. */
export function whyNotRevived(
  name: string,
  type: ts.Type,
  checker: ts.TypeChecker,
): string | undefined {
  for (const property of checker.getPropertiesOfType(type)) {
    const declaration = property.valueDeclaration
    if (declaration === undefined) continue
    const named = ts.getNameOfDeclaration(declaration)
    if (named !== undefined && ts.isPrivateIdentifier(named)) {
      return `${name} keeps state in ${named.text}, which cannot be restored`
    }
    if (property.name === 'toJSON' && property.flags & ts.SymbolFlags.Method) {
      return `${name} has toJSON(), but no static fromJSON(data) to read it back`
    }
    if (!ts.isPropertyDeclaration(declaration)) continue
    if (declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AccessorKeyword)) {
      return `${name}.${property.name} is an accessor, whose state cannot be restored`
    }
    const fieldType = checker.getTypeOfSymbolAtLocation(property, declaration)
    if (checker.getNonNullableType(fieldType).getCallSignatures().length > 0) {
      return `${name}.${property.name} holds a function`
    }
  }
  return undefined
}
