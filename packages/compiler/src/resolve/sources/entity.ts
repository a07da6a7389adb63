import type { Argument } from '../../frames/argument.js'
import type { ParameterModel } from '../../model/method-model.js'
import { describeType, typeKey, type TypeRef, type TypeUse } from '../../model/type-ref.js'
import { lowerFirst } from '../variable-names.js'
import { routeParameters } from '../route-path.js'
import type { Scope } from '../scope.js'
import { factsOf } from '../type-kinds.js'
import { argumentFor } from './produced.js'
import { provideRequestValue } from './request-values.js'
import { sameArgument } from './same-argument.js'
import type { Question, VariableSource } from './source.js'

/** What the endpoint method loads by its parameter's type alone is there for the other methods of the chain as well. */
export const endpointEntities: VariableSource = {
  name: 'an entity of the endpoint',
  provide(question, scope) {
    const { asker, parameter, use } = question
    if (asker.kind !== 'method' || asker.role === 'decide' || parameter.marker !== undefined)
      return undefined
    const marked = entityOfEndpoint(use.type, scope)
    return marked?.marker?.kind === 'entity'
      ? provideEntity(marked.marker.id, question, scope)
      : undefined
  },
}

export function entityOfEndpoint(type: TypeRef, scope: Scope): ParameterModel | undefined {
  return scope.chain.method.parameters.find(
    ({ marker, use }) =>
      marker?.kind === 'entity' && use !== undefined && typeKey(use.type) === typeKey(type),
  )
}

/**
 * The same, where a later method calls it as the endpoint does: the name says that what was loaded is meant, and not what was
 * decided. What wraps the chain always means it: with the answer it would guard nothing but the answer.
 */
export const namedEntities: VariableSource = {
  name: endpointEntities.name,
  provide(question, scope) {
    const { asker, parameter, use } = question
    const marked = entityOfEndpoint(use.type, scope)
    const wraps = asker.role === 'finally' || asker.role === 'on-exception'
    const isMeant = asker.role !== 'before' && marked?.name === parameter.name
    return wraps || isMeant ? endpointEntities.provide(question, scope) : undefined
  },
}

/** `Entity<Todo>`: the document whose id the route or the body names. The route comes first; a body never overrides it. */
export function provideEntity(
  markedId: string | undefined,
  question: Question,
  scope: Scope,
): Argument | 'reported' {
  const { use, parameter, asker } = question
  const document = scope.model.documents.find((each) => typeKey(each.type) === typeKey(use.type))
  const facts = factsOf(use.type, scope.model)
  const idUse = facts?.members['id']
  if (document === undefined || facts?.import === undefined || idUse === undefined) {
    // Discovery has said what is wrong with the document.
    return 'reported'
  }
  const names = markedId === undefined ? [`${lowerFirst(document.type.name)}Id`, 'id'] : [markedId]
  const id = findId(names, idUse, question, scope)
  if (id === undefined) {
    scope.findings.report('entity-id-not-found', parameter.location, {
      message: `The id of the ${describeType(use.type)} that ${asker.title} takes is nowhere in ${scope.name}`,
      notes: [
        `looked for: ${names.join(', then ')} in ${scope.route === undefined ? 'the message' : 'the route, then in the body'}`,
      ],
    })
    return 'reported'
  }
  if (id === 'reported') return id

  // Two methods that want the same document get the one that was loaded.
  const same = [...scope.onDemand].find(
    ([, frame]) =>
      frame.kind === 'load-entity' &&
      typeKey(frame.entity.use.type) === typeKey(use.type) &&
      sameArgument(frame.id, id),
  )?.[0]
  if (same !== undefined) {
    scope.called(same, parameter.name, asker)
    return argumentFor(same, question)
  }
  const entity = scope.variable(parameter.name ?? lowerFirst(document.type.name), {
    ...use,
    null: true,
    undefined: false,
  })
  scope.called(entity, parameter.name, asker)
  scope.onDemand.set(entity, {
    kind: 'load-entity',
    phase: 'prepare',
    document: facts.import,
    id,
    session: scope.session('read'),
    entity,
  })
  const missing = asker.method.marks.onMissing
  if (missing !== undefined) scope.onMissing.set(entity, missing)
  return argumentFor(entity, question)
}

function findId(
  names: readonly string[],
  idUse: TypeUse,
  question: Question,
  scope: Scope,
): Argument | 'reported' | undefined {
  const inRoute = scope.route === undefined ? [] : routeParameters(scope.route.path)
  const routeName = names.find((name) => inRoute.some((each) => each.name === name))
  if (routeName !== undefined) {
    const parameter = { ...question.parameter, name: routeName, optional: false, marker: undefined }
    const value = provideRequestValue(
      'route',
      routeName,
      { ...question, parameter, use: idUse },
      scope,
    )
    return value
  }
  const body = scope.body?.variable
  const members = body && membersIn(body.use, scope)
  const member = names.find((name) => {
    const has = members?.[name]
    return (
      has !== undefined &&
      !has.null &&
      !has.undefined &&
      scope.relations.assignable(has.handle, idUse.handle)
    )
  })
  return body && member !== undefined ? { kind: 'member', variable: body, member } : undefined
}

/** Of a body or a message. */
export function membersIn(
  use: TypeUse,
  scope: Scope,
): Readonly<Record<string, TypeUse>> | undefined {
  if (use.type.kind === 'object') {
    return Object.fromEntries(use.type.members.map((each) => [each.name, each.use]))
  }
  return factsOf(use.type, scope.model)?.members
}
