import type { Argument } from '../../frames/argument.js'
import { typeKey, type TypeRef } from '../../model/type-ref.js'
import { routeParameters } from '../route-path.js'
import type { Scope } from '../scope.js'
import { isSimple } from '../type-kinds.js'
import { argumentFor } from './produced.js'
import { takesNothing, type Question, type VariableSource } from './source.js'

/** A simple value named like a parameter of the route. */
export const routeParameter: VariableSource = {
  name: 'route parameter',
  provide(question, scope) {
    const { name } = question.parameter
    if (!isSimple(question.use.type, scope.model)) return undefined
    const { route } = scope
    if (route === undefined) return undefined
    const there = routeParameters(route.path).some((each) => each.name === name)
    return there ? provideRequestValue('route', undefined, question, scope) : undefined
  },
}

/** A simple value, or a list of them. In a before-method only where the endpoint method names it too: a decision must show what the URL can say. */
export const queryString: VariableSource = {
  name: 'query string',
  provide(question, scope) {
    const { name } = question.parameter
    if (scope.route === undefined || name === undefined) return undefined
    if (elementOf(question.use.type, scope) === undefined) return undefined
    if (question.asker.kind !== 'method') return undefined
    const named =
      question.asker.role === 'decide' ||
      scope.chain.method.parameters.some((each) => each.name === name)
    return named ? provideRequestValue('query', undefined, question, scope) : undefined
  },
}

export function provideRequestValue(
  from: 'route' | 'query' | 'header' | 'cookie',
  markedName: string | undefined,
  question: Question,
  scope: Scope,
): Argument | 'reported' | undefined {
  const { parameter, use, asker } = question
  const name = markedName ?? parameter.name
  const element = elementOf(use.type, scope)
  const isList = use.type.kind === 'list'
  if (element !== undefined && isList && !repeatable.has(from)) {
    scope.findings.report('request-value-not-text', parameter.location, {
      message: `A ${from} value is one piece of text and cannot be the ${use.text()} that ${asker.title} wants`,
      help: 'Take a string and split it yourself, or take the list from the query or a header',
    })
    return 'reported'
  }
  if (name === undefined || element === undefined) {
    scope.findings.report('request-value-not-text', parameter.location, {
      message: `A ${from} value is text and cannot be the ${use.text()} that ${asker.title} wants`,
      help: `Take string, number, boolean, bigint, Date, or a union of literals${repeatable.has(from) ? ', or an array of one of them' : ''}`,
    })
    return 'reported'
  }
  const path = scope.route?.path ?? ''
  const inPath = routeParameters(path).find((each) => each.name === name)
  if (from === 'route' && inPath === undefined) {
    scope.findings.report('unknown-route-parameter', parameter.location, {
      message: `The route ${path} has no parameter \`${name}\` for ${asker.title}`,
      help: `Write :${name} into the path`,
    })
    return 'reported'
  }
  if (from === 'route' && inPath?.optional === true && !takesNothing(question)) {
    scope.findings.report('unguarded-null', parameter.location, {
      message: `The route parameter :${name}? may be absent, and \`${parameter.name ?? name}\` of ${asker.title} takes no undefined`,
      help: `Declare it optional, or write :${name} without the question mark`,
    })
    return 'reported'
  }

  const key = `${from} ${name} ${typeKey(use.type)}`
  const required = !takesNothing(question)
  const value = scope.requestValues.get(key) ?? {
    from,
    name,
    isList,
    type: element,
    required: false,
    parameter,
    value: scope.variable(parameter.name ?? name, { ...use, null: false, undefined: false }),
  }
  scope.requestValues.set(key, value)
  value.required ||= required || (from === 'route' && inPath?.optional === false)
  scope.called(value.value, parameter.name, asker)
  // An absent value is undefined; `page = 1` and `page?: number` take that, `page: number | null` takes null.
  const absent = { ...value.value, use: { ...use, null: false, undefined: !required } }
  const argument = argumentFor(absent, question)
  return { ...argument, variable: value.value, strict: false }
}

/** Where a request may give several values of one name. */
const repeatable: ReadonlySet<string> = new Set(['query', 'header'])

/** What one piece of text is parsed as. */
function elementOf(type: TypeRef, scope: Scope): TypeRef | undefined {
  const element = type.kind === 'list' ? type.element : type
  return isSimple(element, scope.model) ? element : undefined
}
