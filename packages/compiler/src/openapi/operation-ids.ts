import type { EndpointChain } from '../frames/chain.js'
import { tagTexts } from './documented.js'

/**
 * `TodoEndpoints_list`: the method, wherever it is served. A method with several routes, and classes of one name, are told apart
 * by the route. None depends on which other methods there are in another class of another name.
 */
export function operationIds(chains: readonly EndpointChain[]): ReadonlyMap<EndpointChain, string> {
  const wanted = new Map(chains.map((each) => [each, wantedId(each)]))
  const counts = new Map<string, number>()
  for (const id of wanted.values()) counts.set(id, (counts.get(id) ?? 0) + 1)
  return new Map(
    [...wanted].map(([chain, id]) => [
      chain,
      counts.get(id) === 1 ? id : `${id}_${chain.generatedClass}`,
    ]),
  )
}

function wantedId({ model }: EndpointChain): string {
  const { documentation } = model.method
  const [said] = documentation === undefined ? [] : tagTexts(documentation, 'operationId')
  return said ?? `${model.class.type.name}_${model.method.name}`
}
