import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { EndpointModel, HandlerModel } from '../model/application-model.js'
import { methodsOf } from './class-methods.js'
import { ourDecorators } from './decorators.js'
import { routedMethods } from './endpoints.js'
import { handlingMethods, isProcessClass, isSagaClass, readHandlers } from './handlers.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, readClass } from './read-class.js'
import type { Reading } from './reading.js'
import { sagaHandlers } from './saga-handlers.js'
import { reportMisspelt } from './unreachable-handlers.js'

export interface ReadChains {
  readonly endpoints: readonly EndpointModel[]
  readonly handlers: readonly HandlerModel[]
}

const none: ReadChains = { endpoints: [], handlers: [] }

/** What one class answers and handles: an endpoint per route, a handler per message. One method can be both. */
export function readChains(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): ReadChains {
  if (isAbstract(declaration) || isProcessClass(declaration, view)) return none
  const routed = new Set(routedMethods(declaration, view))
  const handling = handlingMethods(declaration, view)
  if (routed.size === 0 && handling.size === 0) {
    reportMisspelt(declaration, view, reading)
    return none
  }
  if (ourDecorators(declaration, view).some((each) => each.name === 'Ignore')) return none
  const owner = readClass(declaration, view, reading, { handling })
  const endpoints = owner.methods
    .filter((method) => !method.marks.ignore && routed.has(method.name))
    .flatMap((method) =>
      method.marks.routes.map((route): EndpointModel => ({
        kind: 'endpoint',
        class: owner,
        method,
        route,
      })),
    )
  const handlers = methodsOf(declaration, view).flatMap((found, index) => {
    const method = owner.methods[index]
    const isHandler = method !== undefined && handling.has(found.declaration)
    return isHandler ? readHandlers({ owner, method, found }, view, reading) : []
  })
  const isSaga = handlers.length > 0 && isSagaClass(declaration, view)
  if (endpoints.length + handlers.length > 0 && !owner.exported) {
    reading.report(
      diagnostic('handler-not-exported', owner.location, {
        message: `${owner.type.name} is not exported`,
      }),
    )
  }
  return { endpoints, handlers: isSaga ? sagaHandlers(handlers) : handlers }
}
