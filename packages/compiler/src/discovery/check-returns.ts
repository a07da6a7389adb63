import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import { bareType, membersOf } from './bare-type.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'
import { ReturnedClasses } from './returned-classes.js'
import { returnedExpressions } from './returned-expressions.js'

/** What TypeScript accepts and yet does not say: a tuple inferred as an array, a sibling class of equal shape. */
export function checkReturns(
  declaration: ts.MethodDeclaration,
  view: ProgramView,
  reading: Reading,
): void {
  const returned = returnedExpressions(declaration)
  if (declaration.type === undefined) {
    const lost = returned.find((each) => losesItsTypes(each, view))
    if (lost !== undefined) reportUndeclared(declaration, lost, view, reading)
    return
  }
  // What a generator returns is not what it yields.
  if (declaration.asteriskToken !== undefined) return
  const classes = new ReturnedClasses(view, reading)
  const declared = view.checker.getTypeFromTypeNode(declaration.type)
  for (const each of returned) classes.compare(each, declared)
}

/** `[todo, order]` without a type is an array of either; `['too long']` is a list all the same. */
function losesItsTypes(expression: ts.Expression, view: ProgramView): boolean {
  if (!ts.isArrayLiteralExpression(expression)) return false
  const { checker } = view
  if (!checker.isArrayType(checker.getTypeAtLocation(expression))) return false
  const types = expression.elements.map((each) => elementType(each, view))
  if (types.some((type) => membersOf(type).some((each) => isOurs(each, view)))) return true
  return new Set(types).size > 1
}

function elementType(element: ts.Expression, { checker }: ProgramView): ts.Type {
  return checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(element))
}

function isOurs(type: ts.Type, view: ProgramView): boolean {
  return view.runtime.exports(type.getSymbol())
}

function reportUndeclared(
  declaration: ts.MethodDeclaration,
  array: ts.Expression,
  view: ProgramView,
  reading: Reading,
): void {
  const annotation = annotationFor(declaration, array, view)
  reading.report(
    diagnostic('undeclared-return-type', locate(view.root, declaration.name), {
      message: `${declaration.name.getText()} returns a tuple that TypeScript infers as an array`,
      help: `Declare the return type: ${annotation}`,
    }),
  )
}

/** `Promise<[CreationResponse, StoreDoc<Todo>]>`, to be pasted. */
function annotationFor(
  declaration: ts.MethodDeclaration,
  array: ts.Expression,
  view: ProgramView,
): string {
  const { checker } = view
  const elements = ts.isArrayLiteralExpression(array) ? array.elements : []
  const texts = elements.map((each) => {
    const type = elementType(each, view)
    return printed(type, view)
  })
  const others = otherMembers(declaration, view)
  const tuple = [`[${texts.join(', ')}]`, ...others].join(' | ')
  const isAsync = declaration.modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword)
  const inferred = checker.getSignatureFromDeclaration(declaration)?.getReturnType()
  const isPromise = inferred !== undefined && bareType(inferred, view).isPromise
  return isAsync === true || isPromise ? `Promise<${tuple}>` : tuple
}

/** What the method returns beside the array: `undefined`, a problem. */
function otherMembers(declaration: ts.MethodDeclaration, view: ProgramView): readonly string[] {
  const { checker } = view
  const inferred = checker.getSignatureFromDeclaration(declaration)?.getReturnType()
  if (inferred === undefined) return []
  const { isPromise } = bareType(inferred, view)
  const type = isPromise ? (checker.getAwaitedType(inferred) ?? inferred) : inferred
  return membersOf(type)
    .filter((each) => !checker.isArrayType(each))
    .map((each) => printed(each, view))
}

function printed(type: ts.Type, { checker }: ProgramView): string {
  return checker
    .typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
    .replace(/\b(CreationResponse|AcceptResponse)<undefined>/g, '$1')
}
