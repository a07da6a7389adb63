import { hasTypeName, isOrDescends, isSimple } from '../type-kinds.js'
import { beforeBody } from '../method-roles.js'
import { findProduced } from './produced.js'
import type { VariableSource } from './source.js'

/** What a handler method takes first, whatever else there is of its type; unless a before-method has replaced it. */
export const handledMessage: VariableSource = {
  name: 'the message',
  provide(question, scope) {
    const { parameter, asker } = question
    const { body } = scope
    if (body?.format !== 'message' || asker.kind !== 'method' || asker.role !== 'decide') {
      return undefined
    }
    if (asker.method.parameters[0] !== parameter) return undefined
    if (findProduced(question, scope).some((each) => each.replacesBody)) return undefined
    scope.called(body.variable, parameter.name, asker)
    return { kind: 'variable', variable: body.variable, strict: false }
  },
}

/** The request body, by its type; a body written in place also by its name. */
export const requestBody: VariableSource = {
  name: 'the request body',
  provide({ parameter, use, asker }, scope) {
    const { body } = scope
    if (body === undefined || asker.kind === 'constructor') return undefined
    if (asker.level <= beforeBody) return undefined
    if (isSimple(use.type, scope.model)) return undefined
    const has = body.variable.use.type
    const fits =
      isOrDescends(has, use.type, scope.model) ||
      (!hasTypeName(has) && parameter.name === scope.nameFor(body.variable))
    if (!fits) return undefined
    scope.called(body.variable, parameter.name, asker)
    return { kind: 'variable', variable: body.variable, strict: !use.null && !use.undefined }
  },
}
