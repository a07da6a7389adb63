import { hasTypeName, isOrDescends, isSimple } from '../type-kinds.js'
import { beforeBody } from '../method-roles.js'
import type { VariableSource } from './source.js'

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
