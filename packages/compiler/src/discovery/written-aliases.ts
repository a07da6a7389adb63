import ts from '#typescript'
import { followAlias } from './runtime-symbols.js'

interface Alias {
  readonly symbol: ts.Symbol
  readonly declaration: ts.Declaration
  /** What is written there. */
  readonly type: ts.TypeNode | undefined
}

/** The aliases that the node goes through, up to the one that has an entry of its own. */
export function aliasesOf(
  node: ts.TypeNode | undefined,
  until: ts.Symbol | undefined,
  checker: ts.TypeChecker,
): readonly ts.Declaration[] {
  const found: ts.Declaration[] = []
  let current = node
  while (current !== undefined && found.length < 20) {
    const next = aliasOf(current, checker)
    if (next === undefined || next.symbol === until) break
    found.push(next.declaration)
    current = next.type
  }
  return found
}

/** The type that is written in the end. */
export function unaliased(node: ts.TypeNode, checker: ts.TypeChecker): ts.TypeNode {
  const next = aliasOf(node, checker)?.type
  if (next !== undefined) return unaliased(next, checker)
  if (ts.isParenthesizedTypeNode(node)) return unaliased(node.type, checker)
  const isReadonly = ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword
  return isReadonly ? unaliased(node.type, checker) : node
}

/** What the node is another way to write: an alias, or a member of another type. */
function aliasOf(node: ts.TypeNode, checker: ts.TypeChecker): Alias | undefined {
  if (ts.isParenthesizedTypeNode(node)) return aliasOf(node.type, checker)
  if (ts.isIndexedAccessTypeNode(node)) return memberOf(node, checker)
  if (!ts.isTypeReferenceNode(node) || node.typeArguments !== undefined) return undefined
  const found = checker.getSymbolAtLocation(node.typeName)
  if (found === undefined) return undefined
  const symbol = followAlias(found, checker)
  const declaration = symbol.declarations?.find(ts.isTypeAliasDeclaration)
  return declaration && { symbol, declaration, type: declaration.type }
}

/** `Order['total']` */
function memberOf(
  { objectType, indexType }: ts.IndexedAccessTypeNode,
  checker: ts.TypeChecker,
): Alias | undefined {
  if (!ts.isLiteralTypeNode(indexType) || !ts.isStringLiteral(indexType.literal)) return undefined
  const type = checker.getTypeFromTypeNode(objectType)
  const symbol = checker.getPropertyOfType(type, indexType.literal.text)
  const declaration = symbol?.valueDeclaration
  return symbol && declaration && { symbol, declaration, type: typeNodeOf(declaration) }
}

/** How the type of a member is written. */
export function typeNodeOf(declaration: ts.Declaration): ts.TypeNode | undefined {
  return ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration) ||
    ts.isGetAccessor(declaration)
    ? declaration.type
    : undefined
}
