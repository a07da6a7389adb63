import type { Flow, FlowNode } from '../flow.js'

/** A flow as a Mermaid flowchart, which GitHub and many editors draw. */
export function mermaid({ nodes, edges }: Flow): string {
  const ids = new Map<FlowNode, string>()
  for (const each of nodes) ids.set(each, freeId(each, new Set(ids.values())))
  const lines = [
    'flowchart LR',
    ...nodes.map((each) => `  ${ids.get(each)!}${shaped(each)}`),
    ...edges.map(({ from, to }) => {
      const arrow = to.kind === 'broker' ? '-.->' : '-->'
      return `  ${ids.get(from)!} ${arrow} ${ids.get(to)!}`
    }),
  ]
  return `${lines.join('\n')}\n`
}

/** Readable, so that a change of one node is a change of one line. */
function freeId({ kind, name }: FlowNode, taken: ReadonlySet<string>): string {
  const wanted = `${kind}_${name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '')}`
  let id = wanted
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}_${count}`
  return id
}

function shaped({ kind, name }: FlowNode): string {
  const label = `"${name.replaceAll('"', '#quot;')}"`
  switch (kind) {
    case 'endpoint':
      return `[/${label}/]`
    case 'message':
      return `([${label}])`
    case 'handler':
      return `[${label}]`
    case 'broker':
      return `[(${label})]`
  }
}
