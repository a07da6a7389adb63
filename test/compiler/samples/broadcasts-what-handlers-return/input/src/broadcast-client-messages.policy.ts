import type { ChainPolicy } from '@critter/cli'
import type { Broadcaster } from './broadcaster.js'

/** Every returned `ClientMessage`, or list of them, goes to the `Broadcaster` and not to a queue. */
export const broadcastClientMessages: ChainPolicy = (chains, { type, method }) => {
  const clientMessage = type('./src/client-message.ts#ClientMessage')
  const post = method<Broadcaster>('./src/broadcaster.ts#Broadcaster', 'post')
  const postMany = method<Broadcaster>('./src/broadcaster.ts#Broadcaster', 'postMany')

  for (const chain of chains) {
    for (const value of chain.returnValuesOf(clientMessage)) {
      value.useReturnAction(value.isList ? postMany(value) : post(value))
    }
  }
}
