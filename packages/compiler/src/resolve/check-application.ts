import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type {
  ApplicationModel,
  ChainModel,
  EndpointModel,
  HandlerModel,
} from '../model/application-model.js'
import { chainName } from '../model/chain-name.js'
import { handlerNames } from './handler-names.js'
import type { GeneratedNames } from './resolve-chain.js'
import {
  checkPath,
  generatedClassName,
  generatedFileName,
  routeParameters,
  routePatterns,
} from './route-path.js'

/** What no single chain can see: two of them in one place. The refused ones are not emitted. */
export function checkApplication(model: ApplicationModel): {
  readonly diagnostics: readonly Diagnostic[]
  readonly refused: ReadonlySet<ChainModel>
  readonly names: (chain: ChainModel) => GeneratedNames
} {
  const { endpoints } = model
  const ofHandlers = handlerNames(model)
  const found = [
    ...endpoints.flatMap(checkRoute),
    ...checkRoutes(endpoints),
    ...checkHandlers(ofHandlers, model),
  ]
  return {
    diagnostics: found.map((each) => each.diagnostic),
    refused: new Set(found.map((each) => each.chain)),
    names: (chain) => (chain.kind === 'endpoint' ? placeOf(chain) : ofHandlers.get(chain)!),
  }
}

interface Refusal {
  readonly chain: ChainModel
  readonly diagnostic: Diagnostic
}

function checkHandlers(
  names: ReadonlyMap<HandlerModel, GeneratedNames>,
  model: ApplicationModel,
): readonly Refusal[] {
  const byFile = new Map<string, HandlerModel>()
  return [...names].flatMap(([handler, { generatedClass, generatedFile }]): readonly Refusal[] => {
    const collides = byFile.get(generatedFile)
    if (collides === undefined) {
      byFile.set(generatedFile, handler)
      return []
    }
    const { location } = handler.method
    const [name, other] = [handler, collides].map((each) => chainName(each, model))
    const message =
      name === other
        ? `${title(handler)} and ${title(collides)} handle ${name} and would both be ${generatedClass}`
        : `${name} and ${other} would both be ${generatedClass}`
    const at = collides.method.location
    return [
      {
        chain: handler,
        diagnostic: diagnostic('colliding-generated-names', location, {
          message,
          help: name === other ? 'Rename one of the classes' : 'Rename one of the messages',
          notes: [`the other: ${at.file}:${at.line}`],
        }),
      },
    ]
  })
}

function checkRoute(endpoint: EndpointModel): readonly Refusal[] {
  const { route, method, class: owner } = endpoint
  const wrong = checkPath(route.path)
  if (wrong === undefined) return []
  const message = `The path "${route.path}" of ${owner.type.name}.${method.name} ${wrong}`
  return [{ chain: endpoint, diagnostic: diagnostic('invalid-route', route.location, { message }) }]
}

function checkRoutes(endpoints: readonly EndpointModel[]): readonly Refusal[] {
  const byPattern = new Map<string, EndpointModel>()
  const byFile = new Map<string, EndpointModel>()
  const found: Refusal[] = []
  for (const endpoint of endpoints) {
    const { verb, path, location } = endpoint.route
    const { patterns, generatedClass, generatedFile } = placeOf(endpoint)
    const same = patterns.map((each) => byPattern.get(each)).find((each) => each !== undefined)
    if (same !== undefined) {
      found.push({
        chain: endpoint,
        diagnostic: diagnostic('duplicate-route', location, {
          message: `${verb} ${path} of ${title(endpoint)} is answered by ${title(same)} already`,
          notes: [`the other: ${same.route.location.file}:${same.route.location.line}`],
        }),
      })
      continue
    }
    for (const each of patterns) byPattern.set(each, endpoint)
    const collides = byFile.get(generatedFile)
    if (collides === undefined) byFile.set(generatedFile, endpoint)
    else {
      found.push({
        chain: endpoint,
        diagnostic: diagnostic('colliding-generated-names', location, {
          message: `${verb} ${path} and ${collides.route.verb} ${collides.route.path} would both be ${generatedClass}`,
          notes: [`the other: ${collides.route.location.file}:${collides.route.location.line}`],
        }),
      })
    }
  }
  return found
}

/** What no two endpoints may share. An open compiler asks again for all that did not change. */
interface Place extends GeneratedNames {
  readonly patterns: readonly string[]
}

function placeOf(endpoint: EndpointModel): Place {
  let place = places.get(endpoint)
  if (place === undefined) {
    const { verb, path } = endpoint.route
    const generatedClass = generatedClassName(verb, path)
    const patterns = routePatterns(path).map((each) => `${verb} ${each}`)
    place = { patterns, generatedClass, generatedFile: generatedFileName(generatedClass) }
    places.set(endpoint, place)
  }
  return place
}

const places = new WeakMap<EndpointModel, Place>()

function title({ class: owner, method }: ChainModel): string {
  return `${owner.type.name}.${method.name}`
}

/** A value in the path that nobody takes is either forgotten or superfluous. */
export function unusedRouteParameters(
  endpoint: EndpointModel,
  taken: ReadonlySet<string>,
): readonly Diagnostic[] {
  return routeParameters(endpoint.route.path)
    .filter((each) => !taken.has(each.name))
    .map((each) =>
      diagnostic('unused-route-parameter', endpoint.route.location, {
        message: `No method of ${endpoint.class.type.name} takes the route parameter :${each.name} of ${endpoint.route.verb} ${endpoint.route.path}`,
      }),
    )
}
