import type { Argument } from '../../frames/argument.js'
import { describeType } from '../../model/type-ref.js'
import type { Scope } from '../scope.js'
import { factsOf } from '../type-kinds.js'
import { isVariableName } from '../name-variables.js'
import type { Question, VariableSource } from './source.js'

/** What the application supplies, or what can be made from that. Asked last: data is never a service. */
export const services: VariableSource = {
  name: 'service',
  provide(question, scope) {
    return factsOf(question.use.type, scope.model)?.nature === 'service'
      ? provideService(question, scope, undefined)
      : undefined
  },
}

export function provideService(
  question: Question,
  scope: Scope,
  markedName: string | undefined,
): Argument | 'reported' {
  const { use, parameter } = question
  const facts = factsOf(use.type, scope.model)
  if (use.type.kind !== 'named' || facts?.import === undefined) {
    scope.findings.report('service-not-exported', parameter.location, {
      message: `The service ${describeType(use.type)} has no name that generated code can import`,
      help: 'Give it an exported interface or class',
    })
    return 'reported'
  }
  if (markedName !== undefined && !isVariableName(markedName)) {
    scope.findings.report('service-name-not-identifier', parameter.location, {
      message: `The service name '${markedName}' cannot be the name of a variable`,
    })
    return 'reported'
  }
  return scope.servicePlans.provide(use.type, facts, markedName, question, scope)
}
