import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import { decoratorTypes, isOneOf } from '../vocabulary.js'
import { ourDecorators } from './decorators.js'
import { followedCall } from './followed-call.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'
import { routesOf } from './routes-property.js'

/** Decorators whose type tells that they are ours, but not what they say: `@secured()`, where a function returns `Use(Auth)`. */
export function reportHiddenDecorators(
  node: ts.HasDecorators,
  view: ProgramView,
  reading: Reading,
): void {
  const decorators = ts.getDecorators(node) ?? []
  if (decorators.length === 0) return
  const read = new Set<ts.Node>(ourDecorators(node, view).map((each) => each.at))
  for (const each of decorators) {
    const { expression } = each
    if (read.has(each) || !holdsDecorator(expression, view)) continue
    report(expression, `@${expression.getText()}`, view, reading)
  }
}

/** The same of a class, its methods, and of `static readonly routes`. */
export function reportHiddenInClass(
  declaration: ts.ClassLikeDeclaration,
  view: ProgramView,
  reading: Reading,
): void {
  reportHiddenDecorators(declaration, view, reading)
  for (const each of declaration.members) {
    if (ts.isMethodDeclaration(each)) reportHiddenDecorators(each, view, reading)
  }
  for (const each of hiddenRoutes(declaration, view)) {
    report(each, `${each.getText()} in \`routes\``, view, reading)
  }
}

function hiddenRoutes(
  declaration: ts.ClassLikeDeclaration,
  view: ProgramView,
): readonly ts.Expression[] {
  const routes = routesOf(declaration)
  if (routes === undefined) return []
  const values = ts.isObjectLiteralExpression(routes)
    ? routes.properties.flatMap(valuesOf)
    : [routes]
  return values.filter(
    (each) => followedCall(each, view) === undefined && holdsDecorator(each, view),
  )
}

function valuesOf(property: ts.ObjectLiteralElementLike): readonly ts.Expression[] {
  if (ts.isSpreadAssignment(property)) return [property.expression]
  if (ts.isShorthandPropertyAssignment(property)) return [property.name]
  if (!ts.isPropertyAssignment(property)) return []
  const value = property.initializer
  if (!ts.isArrayLiteralExpression(value)) return [value]
  return value.elements.map((each) => (ts.isSpreadElement(each) ? each.expression : each))
}

/** It is a decorator of ours, may be one, or is an object or list with one. */
function holdsDecorator(expression: ts.Expression, { checker, runtime }: ProgramView): boolean {
  const isDecorator = (type: ts.Type): boolean =>
    type.isUnionOrIntersection()
      ? type.types.some(isDecorator)
      : isOneOf(runtime.knownName(type.getSymbol()), decoratorTypes)
  const type = checker.getTypeAtLocation(expression)
  if (isDecorator(type)) return true
  const element = type.getNumberIndexType()
  if (element !== undefined) return isDecorator(element)
  return type
    .getProperties()
    .some((each) => isDecorator(checker.getTypeOfSymbolAtLocation(each, expression)))
}

function report(node: ts.Node, what: string, view: ProgramView, reading: Reading): void {
  const message = `What ${what} says is known only when the program runs`
  reading.report(diagnostic('hidden-decorator', locate(view.root, node), { message }))
}
