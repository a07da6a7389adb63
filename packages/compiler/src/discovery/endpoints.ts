import ts from '#typescript'
import { routeDecorators } from '../vocabulary.js'
import { methodsOf } from './class-methods.js'
import { ourDecorators, type OurCall } from './decorators.js'
import { followedCall } from './followed-call.js'
import type { ProgramView } from './program-view.js'
import { isAbstract } from './read-class.js'
import { routeEntries, routesInitializer } from './routes-property.js'

/**
 * Methods that routes lead to, by name. Cheap, for every class of the program. Routes on the methods of an abstract class are
 * those of each class that extends it; what a class inherits from one that can be made itself are routes of that one alone.
 */
export function routedMethods(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): readonly string[] {
  const extendsSomething = declaration.heritageClauses !== undefined
  const hasDecorators = declaration.members.some(
    (each) => ts.isMethodDeclaration(each) && ts.getDecorators(each) !== undefined,
  )
  if (!extendsSomething && !hasDecorators && routesInitializer(declaration) === undefined) return []
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
