import type { MessageDescription, NamedPlace } from '@critter/compiler'

/** How requests become messages, and messages others: what `critter graph` draws. */
export interface Flow {
  readonly nodes: readonly FlowNode[]
  readonly edges: readonly FlowEdge[]
}

export interface FlowNode {
  /** Of this kind and name there is one. */
  readonly kind: 'endpoint' | 'message' | 'handler' | 'broker'
  readonly name: string
}

export interface FlowEdge {
  readonly from: FlowNode
  readonly to: FlowNode
}

/** Who sends each message, who handles it, and which endpoint takes it out of this application. */
export function flowOf(messages: readonly MessageDescription[]): Flow {
  const nodes = new Map<string, FlowNode>()
  const node = (kind: FlowNode['kind'], name: string): FlowNode => {
    const key = `${kind} ${name}`
    const known = nodes.get(key) ?? { kind, name }
    nodes.set(key, known)
    return known
  }
  const methods = new Set(messages.flatMap(({ handlers }) => handlers.map(({ name }) => name)))
  // Who sends and handles nothing is an endpoint.
  const sender = ({ name }: NamedPlace) => node(methods.has(name) ? 'handler' : 'endpoint', name)

  const edges = messages.flatMap(({ name, senders, handlers, destinations }) => {
    const message = node('message', name)
    const takers = () => handlers.map((each) => node('handler', each.name))
    const away = destinations.filter(({ transport }) => transport !== 'local')
    const brokers = away.map((each) => ({
      to: node('broker', `${each.endpoint} (${each.transport})`),
      comesBack: each.comesBack,
    }))
    // A route goes before the handlers here: they have what comes back.
    const isLocal = away.length < destinations.length || destinations.length === 0
    return [
      ...senders.map((each) => ({ from: sender(each), to: message })),
      ...(isLocal ? takers().map((to) => ({ from: message, to })) : []),
      ...brokers.flatMap(({ to: broker, comesBack }) => [
        { from: message, to: broker },
        ...(comesBack ? takers().map((to) => ({ from: broker, to })) : []),
      ]),
    ]
  })
  return { nodes: [...nodes.values()], edges }
}

/** What leads to the nodes of these names, and what follows from them. */
export function around(names: readonly string[], { nodes, edges }: Flow): Flow {
  const start = nodes.filter(({ name }) => names.includes(name))
  const before = reached(start, (each) =>
    edges.filter(({ to }) => to === each).map((edge) => edge.from),
  )
  const behind = reached(start, (each) =>
    edges.filter(({ from }) => from === each).map((edge) => edge.to),
  )
  return {
    nodes: nodes.filter((each) => before.has(each) || behind.has(each)),
    edges: edges.filter(
      ({ from, to }) =>
        (before.has(from) && before.has(to)) || (behind.has(from) && behind.has(to)),
    ),
  }
}

function reached(
  start: readonly FlowNode[],
  next: (node: FlowNode) => readonly FlowNode[],
): ReadonlySet<FlowNode> {
  const found = new Set(start)
  for (const each of found) for (const one of next(each)) found.add(one)
  return found
}
