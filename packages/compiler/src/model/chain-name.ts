import type { ApplicationModel, ChainModel } from './application-model.js'
import { messageName } from './message-name.js'

/** What people call a chain: `POST /orders`, or the wire name of the message. */
export function chainName(chain: ChainModel, model: Pick<ApplicationModel, 'messages'>): string {
  return chain.kind === 'endpoint'
    ? `${chain.route.verb} ${chain.route.path}`
    : messageName(chain.message, model)
}
