import type { Argument } from '../frames/argument.js'
import type { Variable } from '../frames/variable.js'
import type { AggregateModel } from '../model/aggregate-model.js'
import { isConsistent } from '../model/aggregate-parameters.js'
import { noHandle, typeKey, type TypeRef, type TypeUse } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import { decidingOf } from './deciding.js'
import type { Scope } from './scope.js'
import { membersIn } from './sources/entity.js'
import { sameArgument } from './sources/same-argument.js'
import { provideRequestValue } from './sources/request-values.js'
import type { Question } from './sources/source.js'
import { routeParameters } from './route-path.js'
import { factsOf } from './type-kinds.js'
import { lowerFirst } from './variable-names.js'

/** A stream that the chain fetches and may append to. */
export interface ChainStream {
  readonly aggregate: AggregateModel
  readonly id: Argument
  readonly stream: Variable
  /** `null`: there is no such stream. */
  readonly state: Variable
}

/**
 * The stream of an aggregate whose id the route, the body or the message names; fetched when the first step needs it, and once
 * for all who want the same.
 */
export function streamOf(
  aggregate: AggregateModel,
  markedId: string | undefined,
  question: Question,
  scope: Scope,
): ChainStream | 'reported' {
  const { type } = aggregate
  const names = markedId === undefined ? [`${lowerFirst(type.name)}Id`, 'id'] : [markedId]
  const id = findStreamId(type.name, names, question, scope)
  if (id === 'reported') return id
  const known = scope.streams.find(
    (each) => typeKey(each.aggregate.type) === typeKey(type) && sameArgument(each.id, id),
  )
  if (known !== undefined) return known
  const imported = factsOf(type, scope.model)?.import
  // Discovery has said what is wrong with the class.
  if (imported === undefined) return 'reported'
  const stream = scope.variable('stream', streamUse(type), `${lowerFirst(type.name)}Stream`)
  const state = scope.variable(lowerFirst(type.name), stateUse(type, true))
  const made: ChainStream = { aggregate, id, stream, state }
  const version = scope.streams.length === 0 ? versionOf(scope) : undefined
  scope.streams.push(made)
  scope.onDemand.set(stream, {
    kind: 'fetch-stream',
    phase: 'prepare',
    aggregate: imported,
    id,
    ...(version === undefined ? {} : { version }),
    isConsistent: decidingOf(scope.chain).some((each) => isConsistent(each.class, each.method)),
    session: scope.session('write'),
    stream,
  })
  scope.onDemand.set(state, { kind: 'take-state', phase: 'prepare', stream, state })
  return made
}

/** Of a stream that is only read: its route parameter or member, too. */
export function findStreamId(
  what: string,
  names: readonly string[],
  question: Question,
  scope: Scope,
): Argument | 'reported' {
  const inRoute = scope.route === undefined ? [] : routeParameters(scope.route.path)
  const routeName = names.find((name) => inRoute.some((each) => each.name === name))
  if (routeName !== undefined) {
    const parameter = { ...question.parameter, name: routeName, optional: false, marker: undefined }
    const wanted = { ...question, parameter, use: textUse }
    return provideRequestValue('route', routeName, wanted, scope) ?? 'reported'
  }
  const body = scope.body?.variable
  const members = body && membersIn(body.use, scope)
  const member = names.find((name) => {
    const has = members?.[name]
    return has !== undefined && !has.null && !has.undefined && isTextual(has.type, scope)
  })
  if (body !== undefined && member !== undefined) return { kind: 'member', variable: body, member }
  const where = scope.route === undefined ? 'the message' : 'the route, then in the body'
  scope.findings.report('stream-id-not-found', question.parameter.location, {
    message: `The id of the ${what} that ${question.asker.title} decides for is nowhere in ${scope.name}`,
    notes: [`looked for: ${names.join(', then ')} in ${where}`],
  })
  return 'reported'
}

const textUse: TypeUse = {
  type: { kind: 'primitive', name: 'string' },
  null: false,
  undefined: false,
  text: () => 'string',
  handle: noHandle,
}

/** A string, a union of texts, or a type of its own that is one. */
function isTextual(type: TypeRef, scope: Scope): boolean {
  switch (type.kind) {
    case 'primitive':
      return type.name === 'string'
    case 'literal':
      return typeof type.value === 'string'
    case 'union':
      return type.members.every((each) => isTextual(each, scope))
    case 'named':
      return scope.model.shapes[typeKey(type)]?.shape.kind === 'string'
    default:
      return false
  }
}

/** What whoever sent the command has seen: its member `version`, a number. */
function versionOf({ body, model }: Scope): Argument | undefined {
  const members = body && factsOf(body.variable.use.type, model)?.members
  const version = members?.['version']
  if (body === undefined || version === undefined || version.null) return undefined
  const isNumber = version.type.kind === 'primitive' && version.type.name === 'number'
  return isNumber ? { kind: 'member', variable: body.variable, member: 'version' } : undefined
}

export function stateUse(type: AggregateModel['type'], mayBeMissing: boolean): TypeUse {
  const text = () => (mayBeMissing ? `${type.name} | null` : type.name)
  return { type, null: mayBeMissing, undefined: false, text, handle: noHandle }
}

function streamUse(type: AggregateModel['type']): TypeUse {
  const id = runtimeId('EventStream')
  const args = [stateUse(type, false)]
  return {
    type: { kind: 'named', id, name: 'EventStream', args },
    null: false,
    undefined: false,
    text: () => `EventStream<${type.name}>`,
    handle: noHandle,
  }
}
