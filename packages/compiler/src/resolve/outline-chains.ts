import { nothingAdded } from '../frames/additions.js'
import type { ChainOutline } from '../frames/outline.js'
import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import { chainKey } from '../model/chain-key.js'
import type { TypeRelations } from '../model/type-ref.js'
import { bindAll } from './bind.js'
import { Findings } from './findings.js'
import { titleOf } from './method-roles.js'
import { planMethods } from './plan-methods.js'
import { Scope } from './scope.js'
import { ServicePlans } from './services.js'
import { valueKey } from './value-key.js'

/** Every chain as its own classes make it. What is wrong with it is said when it is resolved. */
export function outlineChains(
  model: ApplicationModel,
  relations: TypeRelations,
): readonly ChainOutline[] {
  const ofClass = new Map<unknown, number>()
  const chains = [...model.endpoints, ...model.handlers]
  for (const each of chains) ofClass.set(each.class, (ofClass.get(each.class) ?? 0) + 1)
  return chains.map((chain) => outline(chain, model, relations, ofClass.get(chain.class) === 1))
}

function outline(
  chain: ChainModel,
  model: ApplicationModel,
  relations: TypeRelations,
  isAlone: boolean,
): ChainOutline {
  const findings = new Findings()
  const servicePlans = new ServicePlans(model, findings, bindAll)
  const surroundings = { model, relations, findings, servicePlans, additions: nothingAdded }
  const scope = new Scope(chain, surroundings)
  const { decides, around } = planMethods(scope, { isAlone })
  return {
    model: chain,
    name: scope.name,
    key: chainKey(chain),
    request: scope.body?.variable.use.type,
    values: [...around, ...decides].flatMap(({ roled, values }) =>
      values.map(({ returned, index }) => ({
        key: valueKey(roled, index),
        use: returned.use,
        by: titleOf(roled),
        isAnswer: roled.role === 'decide' || roled.role === 'after',
        isIterable: roled.method.returns.iteration !== 'none' && index === 0,
      })),
    ),
  }
}
