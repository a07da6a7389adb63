import type ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { ProducesModel } from '../model/method-model.js'
import type { OurCall } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { TypeReader } from './read-type.js'
import type { Reading } from './reading.js'

/** `@Produces(418, ProblemDetails)` */
export function readProduces(
  { name, call }: OurCall,
  view: ProgramView,
  reading: Reading,
): ProducesModel | undefined {
  const [status, body] = call.arguments
  // A missing argument is TypeScript's to report.
  if (name !== 'Produces' || status === undefined) return undefined
  const type = view.checker.getTypeAtLocation(status)
  if (!type.isNumberLiteral()) {
    reading.report(
      diagnostic('decorator-argument-not-literal', locate(view.root, status), {
        message: 'The status of Produces is known only when the program runs',
      }),
    )
    return undefined
  }
  const instance = body && instanceOf(body, view)
  if (body === undefined || instance === undefined) return { status: type.value, body: undefined }
  const use = new TypeReader(view, reading).read({
    type: instance,
    written: undefined,
    node: body,
    recipe: (current) => instanceOf(body, current),
  })
  return { status: type.value, body: use }
}

/** The class stands for its instances, as in `session.load(Todo, 1)`. */
function instanceOf(body: ts.Expression, { checker }: ProgramView): ts.Type | undefined {
  const prototype = checker.getPropertyOfType(checker.getTypeAtLocation(body), 'prototype')
  return prototype && checker.getTypeOfSymbolAtLocation(prototype, body)
}
