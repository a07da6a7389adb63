import type { ParameterModel } from '../model/method-model.js'
import type { HandlerModel } from '../model/application-model.js'
import { describeType, noHandle, typeKey, type TypeRef } from '../model/type-ref.js'
import type { RoledMethod } from './method-roles.js'
import type { Body, Scope } from './scope.js'
import { entityOfEndpoint } from './sources/entity.js'
import { findProduced } from './sources/produced.js'
import type { Asker } from './sources/source.js'
import { isData, isSimple } from './type-kinds.js'
import { lowerFirst, wantedName } from './variable-names.js'

/**
 * The body is decided by the endpoint method alone: its only data parameter that no marker and no other method supplies.
 * When it takes none, it is the one data type that its before-methods want.
 */
export function chooseBody(
  decide: RoledMethod,
  befores: readonly RoledMethod[],
  scope: Scope,
): Body | undefined {
  if (scope.chain.kind === 'handler') return messageOf(scope.chain, scope)
  const { verb } = scope.chain.route
  // Whoever wants one is told so when the parameter is bound.
  if (verb === 'GET' || verb === 'HEAD') return undefined

  const own = candidates(decide, scope)
  const wanted = own.length > 0 ? own : distinct(befores.flatMap((each) => candidates(each, scope)))
  const [parameter, second] = wanted
  if (parameter?.use === undefined) return undefined
  if (second !== undefined) {
    scope.refused = new Set(wanted.slice(1))
    scope.findings.report('ambiguous-body', second.location, {
      message: `${wanted.map((each) => `\`${each.name ?? '{…}'}: ${each.use?.text() ?? ''}\``).join(' and ')} could both be the body of ${scope.name}`,
    })
  }
  const { type } = parameter.use
  const name =
    parameter.name ?? (type.kind === 'named' ? lowerFirst(type.name) : wantedName(type, 'body'))
  return {
    variable: scope.variable(name, { ...parameter.use, null: false, undefined: false }),
    format: parameter.marker?.kind === 'form' ? 'form' : 'json',
  }
}

/** Called as the handler calls it. */
function messageOf({ message, method }: HandlerModel, scope: Scope): Body {
  const type: TypeRef =
    method.marks.batch === undefined
      ? message
      : { kind: 'list', element: message, null: false, undefined: false }
  const text = () => describeType(type)
  const use = { type, null: false, undefined: false, text, handle: noHandle }
  const variable = scope.variable(wantedName(type, 'message'), use)
  return { variable, format: 'message' }
}

function candidates(roled: RoledMethod, scope: Scope): readonly ParameterModel[] {
  const marked = roled.method.parameters.filter(
    ({ marker }) => marker?.kind === 'body' || marker?.kind === 'form',
  )
  if (marked.length > 0) return marked
  return roled.method.parameters.filter((parameter) => {
    const { use, marker } = parameter
    if (use === undefined || marker !== undefined || !isBodyType(use.type, scope)) return false
    if (isState(use.type, scope)) return false
    if (roled.role !== 'decide' && entityOfEndpoint(use.type, scope) !== undefined) return false
    const asker: Asker = { ...roled, kind: 'method', title: '' }
    return findProduced({ parameter, use, asker }, scope).every((each) => each.replacesBody)
  })
}

/** What the chain decides for comes from its stream. */
function isState(type: TypeRef, { aggregates: { decided, marked } }: Scope): boolean {
  const all = [...(decided === undefined ? [] : [decided]), ...marked.map((each) => each.aggregate)]
  return all.some((each) => typeKey(each.type) === typeKey(type))
}

/** A list of simple values is a repeated query parameter unless it is marked. */
function isBodyType(type: NonNullable<ParameterModel['use']>['type'], scope: Scope): boolean {
  if (isSimple(type, scope.model)) return false
  if (type.kind === 'list' && isSimple(type.element, scope.model)) return false
  return isData(type, scope.model)
}

function distinct(parameters: readonly ParameterModel[]): readonly ParameterModel[] {
  const byType = new Map(
    parameters.map((each) => [each.use === undefined ? '' : typeKey(each.use.type), each]),
  )
  return [...byType.values()]
}
