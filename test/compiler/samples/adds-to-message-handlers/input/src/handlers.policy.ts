import type { ChainPolicy } from '@critter/cli'
import type { Bell } from './bell.js'

/** Every message that is handled leaves a trace. */
export const auditHandlers: ChainPolicy = (chains, { type }) => {
  for (const chain of chains) {
    if (chain.kind === 'handler') chain.use(type('./src/audit.ts#Audit'))
  }
}

/** A returned `Ring` is no message: the bell rings. */
export const ring: ChainPolicy = (chains, { type, method }) => {
  const bellRings = method<Bell>('./src/bell.ts#Bell', 'ring')
  for (const chain of chains) {
    for (const value of chain.returnValuesOf(type('./src/bell.ts#Ring'))) {
      value.useReturnAction(bellRings(value))
    }
  }
}
