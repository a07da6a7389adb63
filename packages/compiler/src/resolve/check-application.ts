import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, EndpointModel } from '../model/application-model.js'
import {
  checkPath,
  generatedClassName,
  generatedFileName,
  routeParameters,
  routePatterns,
} from './route-path.js'

/** What no single endpoint can see: two of them in one place. The refused ones are not emitted. */
export function checkApplication({ endpoints }: ApplicationModel): {
  readonly diagnostics: readonly Diagnostic[]
  readonly refused: ReadonlySet<EndpointModel>
} {
  const found = [...endpoints.flatMap(checkRoute), ...checkRoutes(endpoints)]
  return {
    diagnostics: found.map((each) => each.diagnostic),
    refused: new Set(found.map((each) => each.endpoint)),
  }
}

interface Refusal {
  readonly endpoint: EndpointModel
  readonly diagnostic: Diagnostic
}

function checkRoute(endpoint: EndpointModel): readonly Refusal[] {
  const { route, method, class: owner } = endpoint
  const wrong = checkPath(route.path)
  if (wrong === undefined) return []
  const message = `The path "${route.path}" of ${owner.type.name}.${method.name} ${wrong}`
  return [{ endpoint, diagnostic: diagnostic('invalid-route', route.location, { message }) }]
}

function checkRoutes(endpoints: readonly EndpointModel[]): readonly Refusal[] {
  const byPattern = new Map<string, EndpointModel>()
  const byFile = new Map<string, EndpointModel>()
  const found: Refusal[] = []
  for (const endpoint of endpoints) {
    const { verb, path, location } = endpoint.route
    const { patterns, name, file } = placeOf(endpoint)
    const same = patterns.map((each) => byPattern.get(each)).find((each) => each !== undefined)
    if (same !== undefined) {
      found.push({
        endpoint,
        diagnostic: diagnostic('duplicate-route', location, {
          message: `${verb} ${path} of ${title(endpoint)} is answered by ${title(same)} already`,
          notes: [`the other: ${same.route.location.file}:${same.route.location.line}`],
        }),
      })
      continue
    }
    for (const each of patterns) byPattern.set(each, endpoint)
    const collides = byFile.get(file)
    if (collides === undefined) byFile.set(file, endpoint)
    else {
      found.push({
        endpoint,
        diagnostic: diagnostic('colliding-generated-names', location, {
          message: `${verb} ${path} and ${collides.route.verb} ${collides.route.path} would both be ${name}`,
          notes: [`the other: ${collides.route.location.file}:${collides.route.location.line}`],
        }),
      })
    }
  }
  return found
}

/** What no two endpoints may share. An open compiler asks again for all that did not change. */
interface Place {
  readonly patterns: readonly string[]
  readonly name: string
  readonly file: string
}

function placeOf(endpoint: EndpointModel): Place {
  let place = places.get(endpoint)
  if (place === undefined) {
    const { verb, path } = endpoint.route
    const name = generatedClassName(verb, path)
    const patterns = routePatterns(path).map((each) => `${verb} ${each}`)
    place = { patterns, name, file: generatedFileName(name) }
    places.set(endpoint, place)
  }
  return place
}

const places = new WeakMap<EndpointModel, Place>()

function title({ class: owner, method }: EndpointModel): string {
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
