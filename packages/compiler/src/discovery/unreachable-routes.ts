import ts from '#typescript'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import { routeDecorators } from '../vocabulary.js'
import { ourDecorators, type OurCall } from './decorators.js'
import { followedCall } from './followed-call.js'
import { reportHiddenInClass } from './hidden-decorators.js'
import type { Inheritable } from './inheritable.js'
import { locate } from './locate.js'
import { placeOfNested } from './nested-classes.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, symbolOfClass } from './read-class.js'
import type { Reading } from './reading.js'
import { routeEntries, routesInitializer } from './routes-property.js'

/** Routes of classes that generated code cannot name, and of methods whose names are computed: nobody would answer them. */
export function reportUnreachableRoutes(
  source: ts.SourceFile,
  nested: readonly ts.ClassLikeDeclaration[],
  view: ProgramView,
  reading: Reading,
): void {
  for (const each of nested) {
    for (const member of routedMembers(each, view)) {
      reading.report(unreachable(member, placeOfNested(each), view))
    }
    reportHiddenInClass(each, view, reading)
    reportUnread(each, view, reading)
  }
  for (const each of source.statements.filter(ts.isClassDeclaration)) {
    for (const member of routedMembers(each, view)) {
      const { name } = member
      if (!ts.isComputedPropertyName(name) || ts.isStringLiteralLike(name.expression)) continue
      reading.report(unreachable(member, 'its name is computed', view))
    }
  }
}

/** A mixin is followed by nobody: what its class is decorated with would be missing in those that extend it. */
function reportUnread(declaration: ts.ClassLikeDeclaration, view: ProgramView, reading: Reading) {
  for (const { name, at } of ourDecorators(declaration, view)) {
    if (name !== 'Use' && name !== 'OnMissing' && name !== 'NonTransactional') continue
    const message = `@${name} does nothing on a class that is not at the top of its file`
    const help = 'Put it on a class declaration at the top of a file'
    const location = locate(view.root, at.expression)
    reading.report(diagnostic('decorator-not-supported', location, { message, help }))
  }
}

export function abstractRoutes(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): readonly Inheritable[] {
  if (!isAbstract(declaration)) return []
  const symbol = symbolOfClass(declaration, view)
  const routed = symbol === undefined ? [] : routedMembers(declaration, view)
  if (symbol === undefined || routed.length === 0) return []
  const where = 'it stands in an abstract class that no other one extends'
  return [
    {
      owner: view.ids.idOf(symbol),
      diagnostics: routed.map((each) => unreachable(each, where, view)),
    },
  ]
}

function unreachable(node: ts.Node, where: string, view: ProgramView): Diagnostic {
  const name = ts.isMethodDeclaration(node) ? node.name.getText() : 'routes'
  return diagnostic(
    'unreachable-route',
    locate(view.root, ts.isMethodDeclaration(node) ? node.name : node),
    { message: `${name} has a route, but ${where}` },
  )
}

function routedMembers(
  declaration: ts.ClassLikeDeclaration,
  view: ProgramView,
): readonly (ts.MethodDeclaration | ts.PropertyDeclaration)[] {
  const isListed = routeEntries(declaration).some(({ values }) =>
    values.some((each) => isRoute(followedCall(each, view))),
  )
  const listed = isListed ? routesInitializer(declaration)?.parent : undefined
  return declaration.members.filter((each) => {
    if (ts.isMethodDeclaration(each)) {
      if (ts.getDecorators(each) === undefined) return false
      return ourDecorators(each, view).some(isRoute)
    }
    return ts.isPropertyDeclaration(each) && each === listed
  }) as (ts.MethodDeclaration | ts.PropertyDeclaration)[]
}

function isRoute(call: OurCall | undefined): boolean {
  return call !== undefined && Object.hasOwn(routeDecorators, call.name)
}
