import type { ChainModel } from './application-model.js'
import { typeKey } from './type-ref.js'

/** Names a chain across two readings of the sources. */
export type ChainKey = string

export function chainKey(model: ChainModel): ChainKey {
  const { class: owner, method } = model
  const by = `${owner.type.id}.${method.isStatic ? '' : 'instance '}${method.name}`
  return model.kind === 'endpoint'
    ? `${model.route.path} ${model.route.verb} ${by}`
    : `${typeKey(model.message)} ${by}`
}
