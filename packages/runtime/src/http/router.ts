import type { EndpointRegistration } from './endpoint.js'
import { badPath, maxParamLength, routesOf, unknownPath } from './routes.js'

/** Finds the endpoint of a request where no server does it: for `fetch`. */
export interface Router {
  find(method: string, target: string): Found
}

export interface Found {
  readonly endpoint: EndpointRegistration
  readonly params: Readonly<Record<string, string | undefined>>
}

export async function createRouter(endpoints: readonly EndpointRegistration[]): Promise<Router> {
  const { default: findMyWay } = await import('find-my-way')
  const router = findMyWay({
    ignoreTrailingSlash: true,
    maxParamLength,
    querystringParser: () => ({}),
    onBadUrl: () => {},
  })
  for (const { path, endpoints: own, otherMethods, refusal } of routesOf(endpoints)) {
    for (const endpoint of own) router.on(endpoint.method, path, ignored, endpoint)
    router.on([...otherMethods], path, ignored, refusal)
  }
  return {
    find(method, target) {
      // Of a method nobody has routes for there is no tree; the path decides between 404 and 405.
      const found =
        router.find(method as 'GET', target) ??
        (isUsual(method) ? null : router.find('OPTIONS', target))
      if (found === null) return { endpoint: unknownPath, params: {} }
      return {
        endpoint: (found.store as EndpointRegistration | null) ?? badPath,
        params: found.params,
      }
    },
  }
}

// What is found is its store: nothing is looked up through handlers.
const ignored = (): void => {}

const usual = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
function isUsual(method: string): boolean {
  return usual.has(method)
}
