import type { Chain, ChainPolicy, SymbolRef } from '@critter/compiler'

export interface MiddlewareFilter {
  /** Chains it is applied to. Default: all. */
  readonly when?: (chain: Chain) => boolean
  /** Only chains whose body or message is of this type, or of one that extends or implements it. */
  readonly request?: SymbolRef
}

/**
 * A policy that applies middleware classes, the first outermost: to all chains, to those that a filter takes, or by the type
 * of what comes in.
 *
 *     policies: [useMiddleware('./src/timing.ts#Timing', { when: (chain) => chain.route?.verb !== 'GET' })]
 */
export function useMiddleware(
  middleware: SymbolRef | readonly SymbolRef[],
  { when = () => true, request }: MiddlewareFilter = {},
): ChainPolicy {
  const all = typeof middleware === 'string' ? [middleware] : middleware
  const policy: ChainPolicy = (chains, { type }) => {
    const wanted = request === undefined ? undefined : type(request)
    const classes = all.map((each) => type(each))
    for (const chain of chains) {
      if (!when(chain) || (wanted !== undefined && !chain.takes(wanted))) continue
      for (const each of classes) chain.use(each)
    }
  }
  // What diagnostics call it.
  return Object.defineProperty(policy, 'name', { value: `useMiddleware(${all.join(', ')})` })
}
