import type { ChainDescription } from '../compile-result.js'
import type { Chain } from '../frames/chain.js'
import { describePlan } from './plan.js'
import { describeQueries, type FindPlan } from './queries.js'
import { roundTrips } from './round-trips.js'

export function describeChain(chain: Chain, find: FindPlan): ChainDescription {
  const { model } = chain
  const { class: owner, method } = model
  return {
    kind: model.kind,
    name: chain.name,
    ...(model.kind === 'endpoint' ? { verb: model.route.verb, path: model.route.path } : {}),
    generatedClass: chain.generatedClass,
    generatedFile: chain.generatedFile,
    handler: `${method.location.file}#${owner.type.name}.${method.name}`,
    location: method.location,
    transactional: chain.transactional,
    services: chain.services.map((each) => each.member),
    roundTrips: roundTrips(chain),
    plan: describePlan(chain),
    queries: describeQueries(chain, find),
  }
}
