import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ChainAdditions, PolicyPlace } from '../frames/additions.js'
import type { ChainModel } from '../model/application-model.js'
import { chainName } from '../model/chain-name.js'
import { bindAll } from './bind.js'
import { Findings } from './findings.js'
import { resolveChain, type ChainOptions, type Surroundings } from './resolve-chain.js'
import { ServicePlans } from './services.js'

/**
 * Which policies a chain would be sound without: said where they add to it, and at the handler, which alone has nothing wrong.
 * Asked only when something is wrong.
 */
export function brokenByPolicy(
  chain: ChainModel,
  surroundings: Surroundings,
  options: ChainOptions,
): readonly Diagnostic[] {
  const { additions } = surroundings
  const places = placesIn(additions)
  const policies = [...new Set(places.map((each) => each.policy))]
  if (policies.length === 0) return []
  const soundWithout = (left: readonly string[]) =>
    isSound(chain, { ...surroundings, additions: without(additions, left) }, options)
  if (!soundWithout(policies)) return []
  const single = policies.filter((each) => soundWithout([each]))
  const blamed = single.length === 0 ? policies : single
  return blamed.flatMap((policy) =>
    report(
      chain,
      surroundings.model,
      places.filter((each) => each.policy === policy),
    ),
  )
}

function report(
  chain: ChainModel,
  model: Surroundings['model'],
  [place]: readonly PolicyPlace[],
): readonly Diagnostic[] {
  if (place === undefined) return []
  const { policy, location } = place
  const { method, class: owner } = chain
  const message = `${chainName(chain, model)} cannot be generated with what ${policy} adds to it`
  const at = (title: string, { file, line }: typeof location) => [`${title}: ${file}:${line}`]
  return [
    diagnostic('broken-by-policy', location, {
      message,
      notes: at(`the handler ${owner.type.name}.${method.name}`, method.location),
    }),
    diagnostic('broken-by-policy', method.location, {
      message,
      notes: at('the policy', location),
    }),
  ]
}

function placesIn({ middleware, steps, actions }: ChainAdditions): readonly PolicyPlace[] {
  return [...middleware, ...[...steps, ...actions].map((each) => each.call)].map((each) => each.by)
}

function without(additions: ChainAdditions, policies: readonly string[]): ChainAdditions {
  const stays = ({ by }: { readonly by: PolicyPlace }) => !policies.includes(by.policy)
  return {
    ...additions,
    middleware: additions.middleware.filter(stays),
    steps: additions.steps.filter((each) => stays(each.call)),
    actions: additions.actions.filter((each) => stays(each.call)),
  }
}

function isSound(chain: ChainModel, surroundings: Surroundings, options: ChainOptions): boolean {
  const findings = new Findings()
  const servicePlans = new ServicePlans(surroundings.model, findings, bindAll)
  const resolved = resolveChain(chain, { ...surroundings, findings, servicePlans }, options)
  return resolved !== undefined && findings.sound
}
