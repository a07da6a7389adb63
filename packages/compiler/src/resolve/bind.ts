import type { Argument } from '../frames/argument.js'
import type { ParameterModel } from '../model/method-model.js'
import { describeType, typeKey, type TypeRef, type TypeUse } from '../model/type-ref.js'
import { titleOf } from './method-roles.js'
import { routeParameters } from './route-path.js'
import type { Scope } from './scope.js'
import { describeProduced, findProduced, isThere } from './sources/produced.js'
import { sources } from './sources/index.js'
import type { Asker } from './sources/source.js'
import { isData, isSimple } from './type-kinds.js'

/** The argument for a parameter, or `undefined` when there is none and that has been reported. */
function bind(parameter: ParameterModel, asker: Asker, scope: Scope): Argument | undefined {
  const { use } = parameter
  if (use === undefined) {
    reportUntyped(parameter, asker, scope)
    return undefined
  }
  // Reported where the body was chosen.
  if (scope.refused.has(parameter)) return undefined
  if (parameter.isRest) {
    scope.findings.report('unresolved-parameter', parameter.location, {
      message: `Nothing provides the rest parameter \`...${parameter.name ?? ''}\` of ${asker.title}`,
      help: `Take a list: ${parameter.name ?? 'values'}: ${use.text()}`,
    })
    return undefined
  }
  const question = { parameter, use, asker }
  for (const source of sources) {
    const provided = source.provide(question, scope)
    if (provided === 'reported') return undefined
    if (provided !== undefined) return provided
  }
  if (parameter.optional) return { kind: 'undefined' }
  reportUnresolved(parameter, asker, scope)
  return undefined
}

/** All arguments of a call; `undefined` when one is missing. Optional ones at the end are left out. */
export function bindAll(
  parameters: readonly ParameterModel[],
  asker: Asker,
  scope: Scope,
): readonly Argument[] | undefined {
  const bound = parameters.map((each) => bind(each, asker, scope))
  if (bound.includes(undefined)) return undefined
  const given = bound.filter((each) => each !== undefined)
  const last = given.findLastIndex((each) => each.kind !== 'undefined')
  return given.slice(0, last + 1)
}

/** Of methods that only policies call, nobody else says it; of others, discovery has said it at the same place. */
export function reportUntyped(parameter: ParameterModel, asker: Asker, scope: Scope): void {
  const what = parameter.name === undefined ? 'A parameter' : `The parameter ${parameter.name}`
  scope.findings.report('untyped-parameter', parameter.location, {
    message: `${what} of ${asker.title} has no type`,
  })
}

function reportUnresolved(parameter: ParameterModel, asker: Asker, scope: Scope): void {
  const { use } = parameter
  if (use === undefined || reportLater(parameter, use, asker, scope)) return
  const verb = scope.route?.verb
  const name = parameter.name === undefined ? 'a parameter' : `\`${parameter.name}\``
  const wanted = `${name} of ${asker.title}, which wants ${use.text()}`
  if (isData(use.type, scope.model) && (verb === 'GET' || verb === 'HEAD')) {
    const help = isDocument(use.type, scope)
      ? { help: `Load it: Entity<${use.text()}>, or a load method` }
      : {}
    const message = `A ${verb} request has no body for ${wanted}`
    scope.findings.report('body-not-allowed', parameter.location, { message, ...help })
    return
  }
  const way = wayOut(parameter, use, asker, scope)
  scope.findings.report('unresolved-parameter', parameter.location, {
    message: `Nothing provides ${wanted}`,
    notes: available(asker, scope).map((each) => `available: ${each}`),
    ...(way === undefined ? {} : { help: way }),
  })
}

/** A middleware stands around the rest, so what is made further inside is not there yet. */
function reportLater(parameter: ParameterModel, use: TypeUse, asker: Asker, scope: Scope): boolean {
  if (asker.level >= scope.ownLevel || asker.kind !== 'method') return false
  const atTheEnd = { ...asker, level: Infinity, order: Infinity, role: 'on-exception' as const }
  const [later] = findProduced({ parameter, use, asker: atTheEnd }, scope)
  const { body } = scope
  const isBody = body !== undefined && typeKey(body.variable.use.type) === typeKey(use.type)
  if (later === undefined && !isBody) return false
  const maker = later === undefined ? 'the reading of the request body' : titleOf(later.by)
  scope.findings.report('needs-later-step', parameter.location, {
    message: `${asker.title} wants ${use.text()}, which only a later step makes: ${maker}`,
  })
  return true
}

function isDocument(type: TypeRef, scope: Scope): boolean {
  return scope.model.documents.some((each) => typeKey(each.type) === typeKey(type))
}

/** More than the catalogue can say. */
function wayOut(
  parameter: ParameterModel,
  use: TypeUse,
  asker: Asker,
  scope: Scope,
): string | undefined {
  if (use.type.kind === 'other' && /^\p{Lu}[\w$.]*$/u.test(use.text())) {
    return `Import ${use.text()}, or correct its name: TypeScript does not know it here`
  }
  if (!isSimple(use.type, scope.model) || asker.role !== 'before') return undefined
  const { route, chain } = scope
  if (route === undefined) return undefined
  return `Mark it FromQuery<${describeType(use.type)}>, name it in ${chain.method.name} too, or write :${parameter.name ?? 'name'} into ${route.path}`
}

function available(asker: Asker, scope: Scope): readonly string[] {
  const { body, route } = scope
  const what = route === undefined ? 'the message' : 'the request body'
  return [
    ...(body ? [`${scope.nameFor(body.variable)}: ${body.variable.use.text()} (${what})`] : []),
    ...scope.produced
      .filter((each) => isThere(each, asker))
      .map((each) => describeProduced(each, scope)),
    ...routeParameters(route?.path ?? '').map((each) => `${each.name} (route parameter)`),
  ]
}
