import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { EndpointModel } from '../model/application-model.js'
import { routeDecorators } from '../vocabulary.js'
import { methodsOf } from './class-methods.js'
import { ourDecorators, type OurCall } from './decorators.js'
import { followedCall } from './followed-call.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, readClass } from './read-class.js'
import type { Reading } from './reading.js'
import { routeEntries, routesInitializer } from './routes-property.js'

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
  const listed = routeEntries(declaration)
    .filter(({ values }) => values.some((each) => isRoute(followedCall(each, view))))
    .map(({ key }) => key)
  return [...decorated, ...listed]
}

function isRoute(call: OurCall | undefined): boolean {
  return call !== undefined && Object.hasOwn(routeDecorators, call.name)
}
