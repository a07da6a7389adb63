import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { EndpointModel } from '../model/application-model.js'
import { routeDecorators } from '../vocabulary.js'
import { methodsOf } from './class-methods.js'
import { ourDecorators, ourCall, plainExpression } from './decorators.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, readClass } from './read-class.js'
import type { Reading } from './reading.js'
import { routesInitializer } from './routes-property.js'

/** The endpoints of one class, one per route. */
export function readEndpoints(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): readonly EndpointModel[] {
  if (isAbstract(declaration) || !hasRoutes(declaration, view)) return []
  if (ourDecorators(declaration, view).some((each) => each.name === 'Ignore')) return []
  const owner = readClass(declaration, view, reading)
  const own = new Set(routedMethods(declaration, view))
  const endpoints = owner.methods
    .filter((method) => !method.marks.ignore && own.has(method.name))
    .flatMap((method) => method.marks.routes.map((route) => ({ class: owner, method, route })))
  if (endpoints.length > 0 && !owner.exported) {
    reading.report(
      diagnostic('handler-not-exported', owner.location, {
        message: `${owner.type.name} is not exported`,
      }),
    )
  }
  return endpoints
}

/**
 * Cheap, for every class of the program. Routes on the methods of an abstract class are those of each class that extends
 * it; what a class inherits from one that can be made itself are routes of that one alone.
 */
function hasRoutes(declaration: ts.ClassDeclaration, view: ProgramView): boolean {
  const extendsSomething = declaration.heritageClauses !== undefined
  const decorated = declaration.members.some(
    (each) => ts.isMethodDeclaration(each) && ts.getDecorators(each) !== undefined,
  )
  if (!extendsSomething && !decorated && routesInitializer(declaration) === undefined) return false
  return routedMethods(declaration, view).length > 0
}

function routedMethods(declaration: ts.ClassDeclaration, view: ProgramView): readonly string[] {
  const decorated = methodsOf(declaration, view)
    .filter((each) => each.owner === declaration || isAbstract(each.owner))
    .filter((each) => ourDecorators(each.declaration, view).some(isRoute))
    .map((each) => each.name)
  const listed = (routesInitializer(declaration)?.properties ?? []).flatMap((each) => {
    if (!ts.isPropertyAssignment(each)) return []
    const value = plainExpression(each.initializer)
    const values = ts.isArrayLiteralExpression(value) ? value.elements : [value]
    const ours = values.some((item) => {
      const call = ourCall(plainExpression(item), view)
      return call !== undefined && isRoute(call)
    })
    return ours && (ts.isIdentifier(each.name) || ts.isStringLiteral(each.name))
      ? [each.name.text]
      : []
  })
  return [...decorated, ...listed]
}

function isRoute({ name }: { readonly name: string }): boolean {
  return Object.hasOwn(routeDecorators, name)
}
