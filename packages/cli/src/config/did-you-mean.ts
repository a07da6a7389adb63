import { nearNames } from '../near-names.js'

/** `Did you mean "mail"? The endpoints are mail, events`. */
export function didYouMean(name: string, known: readonly string[], list: string): string {
  const [near] = nearNames(name, known, 1)
  const all = known.length === 0 ? 'There are none' : `${list} ${known.join(', ')}`
  return near === undefined ? all : `Did you mean "${near}"? ${all}`
}
