import type { QueryStep } from '../model/query-model.js'
import type { Draft } from './read-steps.js'
import type { Translation } from './translator.js'

const asksAll: ReadonlySet<string> = new Set([
  'single',
  'count',
  'any',
  'sum',
  'min',
  'max',
  'page',
  'cursorPage',
])
const computes: ReadonlySet<string> = new Set(['count', 'any', 'sum', 'min', 'max'])

/** In memory the calls act one after the other; a statement filters, sorts, skips, takes and shapes, in this order. */
export function mayFollow(step: QueryStep, { skip, take, shape }: Draft, t: Translation): boolean {
  const { method } = step
  const refuse = (message: string, help: string): boolean => {
    t.refuse(step, message, help)
    return false
  }
  const isFilter = ['where', 'orderBy', 'thenBy', 'include'].includes(method)
  if (shape !== undefined && (isFilter || method === 'select' || computes.has(method))) {
    return refuse(
      `${method} comes after select`,
      method === 'select' ? 'Select once' : `Move ${method} before select, or remove select`,
    )
  }
  const isCut = skip !== undefined || take !== undefined
  const cut = take === undefined ? 'skip' : 'take'
  if (isCut && isFilter) {
    return refuse(
      `${method} comes after ${cut}, and would change what was taken`,
      `Move ${method} before ${cut}`,
    )
  }
  if (isCut && asksAll.has(method)) {
    return refuse(
      `${method} asks all documents that fit, not those that ${cut} leaves`,
      `Remove ${cut}`,
    )
  }
  if (method === 'skip' && isCut) {
    return take === undefined
      ? refuse('skip comes twice', 'Add the two numbers')
      : refuse('skip comes after take', 'Move skip before take')
  }
  if (method === 'take' && take !== undefined) {
    return refuse('take comes twice', 'Take the smaller number')
  }
  if (method === 'first' && take !== undefined) {
    return refuse('first comes after take', 'Remove take: first takes one')
  }
  return true
}
