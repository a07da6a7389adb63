import type { Shape } from '../model/shape.js'
import type { SourceLocation } from '../model/source-location.js'

/** Flat, each once, `true | false` as boolean. */
export function unionOf(members: readonly Shape[], location: SourceLocation): Shape {
  const flat = members.flatMap((each) => (each.kind === 'union' ? each.members : [each]))
  const unique = new Map(flat.map((each) => [JSON.stringify(each), each]))
  const yes = JSON.stringify({ kind: 'literal', value: true })
  const no = JSON.stringify({ kind: 'literal', value: false })
  if (unique.has(yes) && unique.has(no)) {
    unique.delete(no)
    unique.set(yes, { kind: 'boolean' })
  }
  const all = [...unique.values()]
  return all.length === 1 ? all[0]! : { kind: 'union', members: all, location }
}

/** The shape of a member that may be left out. */
export function withoutUndefined(shape: Shape): Shape {
  if (shape.kind !== 'union') return shape
  const members = shape.members.filter((each) => each.kind !== 'undefined')
  return members.length === 1 ? members[0]! : { ...shape, members }
}
