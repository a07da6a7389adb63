import ts from '#typescript'

/** What an object type written in place is called after: the class and the parameter, member or method where it stands. */
export function nameOfPlace(node: ts.Node): string {
  const names: string[] = []
  let each: ts.Node | undefined = node
  for (; each !== undefined; each = each.parent as ts.Node | undefined) {
    const name = nameAt(each)
    if (name !== undefined) names.unshift(capital(name))
    if (ts.isClassLike(each)) break
  }
  return names.length === 0 ? 'Anonymous' : names.join('')
}

function nameAt(node: ts.Node): string | undefined {
  if (ts.isClassLike(node)) return node.name?.text.replace(/(Endpoint|Handler|Consumer)s?$/, '')
  if (
    ts.isParameter(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  ) {
    return ts.isIdentifier(node.name) ? node.name.text : undefined
  }
  return undefined
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
