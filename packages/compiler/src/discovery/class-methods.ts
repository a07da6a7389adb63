import ts from '#typescript'
import type { MethodSite } from './read-method.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

export interface FoundMethod extends Omit<MethodSite, 'marks'> {
  readonly owner: ts.ClassDeclaration
  /** Its signatures, where it has several. */
  readonly overloads: readonly ts.MethodDeclaration[]
}

/** Methods of a class and of the user's classes above it, inherited ones first; an override stands where it is written. */
export function methodsOf(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): readonly FoundMethod[] {
  const found = new Map<string, FoundMethod>()
  for (const owner of [...userBases(declaration, view)].reverse().concat(declaration)) {
    for (const each of ownMethods(owner, declaration)) {
      const key = `${each.isStatic ? 'static ' : ''}${each.name}`
      found.delete(key)
      found.set(key, each)
    }
  }
  return [...found.values()]
}

/** The nearest first. Ends at the runtime, at a library of the language, at a mixin. */
export function userBases(
  declaration: ts.ClassLikeDeclaration,
  view: ProgramView,
): ts.ClassDeclaration[] {
  const bases: ts.ClassDeclaration[] = []
  let base = extendedClass(declaration, view)
  // A class that extends itself is TypeScript's to report.
  while (base !== undefined && base !== declaration && !bases.includes(base)) {
    bases.push(base)
    base = extendedClass(base, view)
  }
  return bases
}

export function extendedClass(
  declaration: ts.ClassLikeDeclaration,
  view: ProgramView,
): ts.ClassDeclaration | undefined {
  const clause = declaration.heritageClauses?.find(
    (each) => each.token === ts.SyntaxKind.ExtendsKeyword,
  )
  const expression = clause?.types[0]?.expression
  if (expression === undefined) return undefined
  const symbol = view.checker.getSymbolAtLocation(expression)
  if (symbol === undefined) return undefined
  const target = followAlias(symbol, view.checker)
  if (view.runtime.nameOf(target) !== undefined || view.ids.isGlobal(target)) return undefined
  return target.declarations?.find(ts.isClassDeclaration)
}

function ownMethods(owner: ts.ClassDeclaration, heir: ts.ClassDeclaration): FoundMethod[] {
  const overloads = new Map<string, ts.MethodDeclaration[]>()
  for (const member of owner.members) {
    if (!ts.isMethodDeclaration(member)) continue
    const name = nameOf(member.name)
    if (name === undefined || isAbstract(member)) continue
    const key = `${isStatic(member)} ${name}`
    overloads.set(key, [...(overloads.get(key) ?? []), member])
  }
  return [...overloads.values()].flatMap((declarations) => {
    const declaration = declarations.find((each) => each.body !== undefined) ?? declarations.at(-1)
    if (declaration === undefined) return []
    const signatures = declarations.filter((each) => each.body === undefined)
    const callable = signatures.at(-1) ?? declaration
    const found = method(declaration, callable, owner, heir)
    return [{ ...found, overloads: signatures.length > 1 ? signatures : [] }]
  })
}

function method(
  declaration: ts.MethodDeclaration,
  callable: ts.MethodDeclaration,
  owner: ts.ClassDeclaration,
  heir: ts.ClassDeclaration,
): Omit<FoundMethod, 'overloads'> {
  const name = nameOf(declaration.name)!
  return {
    name,
    declaration,
    callable,
    owner,
    isStatic: isStatic(declaration),
    signature: (view) =>
      owner === heir || owner.typeParameters === undefined || isStatic(declaration)
        ? view.checker.getSignatureFromDeclaration(callable)
        : inheritedSignature(name, heir, callable, view),
  }
}

function inheritedSignature(
  name: string,
  heir: ts.ClassDeclaration,
  callable: ts.MethodDeclaration,
  { checker }: ProgramView,
): ts.Signature | undefined {
  const property = checker.getPropertyOfType(checker.getTypeAtLocation(heir), name)
  const type = property && checker.getTypeOfSymbolAtLocation(property, heir)
  return type?.getCallSignatures().at(-1) ?? checker.getSignatureFromDeclaration(callable)
}

/** `undefined` for private names and for names computed when the program runs. */
export function nameOf(name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name))
    return name.text
  if (!ts.isComputedPropertyName(name)) return undefined
  return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined
}

function isStatic(declaration: ts.MethodDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) !== 0
}

function isAbstract(declaration: ts.MethodDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0
}
