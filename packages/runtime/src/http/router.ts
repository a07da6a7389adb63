import type { EndpointRegistration } from './endpoint.js'
import { badPath, hasNoEndpoints, maxParamLength, routesOf, unknownPath } from './routes.js'

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
    router.on([...otherMethods, noEndpoints], path, ignored, refusal)
  }
  return {
    find(method, target) {
      const found = router.find(hasNoEndpoints(method) ? noEndpoints : (method as 'GET'), target)
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

// Of the methods that no endpoint can have, one stands for all: whichever it is, the path decides between 404 and 405.
const noEndpoints = 'TRACE'
