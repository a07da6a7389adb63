import type { Clause } from './clauses.js'
import type { SortKey } from './read-steps.js'
import type { Root } from './roots.js'
import type { Translation } from './translator.js'
import { value } from './values.js'

/** Always ended by the id: pages of equal rows would otherwise overlap. */
export function orderBy(keys: readonly SortKey[], root: Root, t: Translation): readonly Clause[] {
  const texts: string[] = []
  for (const { lambda, direction } of keys) {
    t.enter(lambda.parameter, root)
    const key = value(lambda.body, t).text
    texts.push(direction === 'desc' ? `${key} desc` : key)
    if (key === idOf(root)) return [['order by', texts.join(', ')]]
  }
  return [['order by', [...texts, idOf(root)].join(', ')]]
}

export function idOf(root: Root): string {
  return root.kind === 'document' ? root.id : 'id'
}
