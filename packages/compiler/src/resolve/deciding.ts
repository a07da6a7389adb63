import type { ChainModel, DecidingMethod } from '../model/application-model.js'

/** The methods that decide a chain, with their classes: a saga has several, and so have combined handlers. */
export function decidingOf(chain: ChainModel): readonly DecidingMethod[] {
  const { class: owner, method } = chain
  if (chain.kind === 'endpoint') return [{ class: owner, method }]
  if (chain.saga !== undefined) {
    return chain.saga.map((each) => ({ class: owner, method: each.method }))
  }
  return chain.combined ?? [{ class: owner, method }]
}
