import ts from '#typescript'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { TypeId } from '../model/type-ref.js'
import { routeDecorators } from '../vocabulary.js'
import { userBases } from './class-methods.js'
import { ourDecorators, type OurCall } from './decorators.js'
import { followedCall } from './followed-call.js'
import { reportHiddenInClass } from './hidden-decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, symbolOfClass } from './read-class.js'
import type { Reading } from './reading.js'
import { routeEntries, routesInitializer } from './routes-property.js'

/** Routes of classes that generated code cannot name, and of methods whose names are computed: nobody would answer them. */
export function reportUnreachableRoutes(
  source: ts.SourceFile,
  view: ProgramView,
  reading: Reading,
): void {
  const report = (node: ts.Node, where: string) => {
    reading.report(unreachable(node, where, view))
  }
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      const routed = routedMembers(node, view)
      const where = ts.isClassDeclaration(node)
        ? 'it stands in a class that is not at the top of its file'
        : 'it stands in a class expression'
      for (const each of routed) report(each, where)
      reportHiddenInClass(node, view, reading)
      reportUnread(node, view, reading)
    }
    if (!ts.isTypeNode(node)) ts.forEachChild(node, visit)
  }
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement)) {
      if (holdsCode(statement)) visit(statement)
      continue
    }
    for (const each of routedMembers(statement, view)) {
      if (ts.isComputedPropertyName(each.name)) {
        if (!ts.isStringLiteralLike(each.name.expression)) report(each, 'its name is computed')
      }
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

function holdsCode(statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isFunctionDeclaration(statement)
  )
}

/** Routes of an abstract class are those of every class that extends it. */
export interface AbstractRoutes {
  readonly owner: TypeId
  readonly diagnostics: readonly Diagnostic[]
}

export function abstractRoutes(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): readonly AbstractRoutes[] {
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

/** The classes above this one, whose routes it takes over. */
export function extendedBy(declaration: ts.ClassDeclaration, view: ProgramView): readonly TypeId[] {
  if (declaration.heritageClauses === undefined) return []
  return userBases(declaration, view).flatMap((each) => {
    const symbol = symbolOfClass(each, view)
    return symbol === undefined ? [] : [view.ids.idOf(symbol)]
  })
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
