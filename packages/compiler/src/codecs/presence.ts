import type { Shape } from '../model/shape.js'
import { isScalar } from './codec-context.js'
import { flatten } from './discriminate-union.js'
import type { ShapeTable } from './shape-table.js'

/** A shape with `null` and `undefined` taken off. */
export interface Presence {
  readonly null: boolean
  readonly undefined: boolean
  /** `undefined`: nothing is left. */
  readonly core: Shape | undefined
}

export function presenceOf(shape: Shape, table: ShapeTable): Presence {
  const members = flatten(shape, table)
  const kinds = members.map((each) => table.resolve(each).kind)
  const isNull = kinds.includes('null')
  const isUndefined = kinds.includes('undefined')
  if (!isNull && !isUndefined) return { null: false, undefined: false, core: shape }
  if (shape.kind === 'ref' && !isUndefined && isStructured(members, table)) {
    // Functions of that name see to its `null`.
    return { null: false, undefined: false, core: shape }
  }
  const [only, ...others] = besideNothing(shape)
  if (only?.kind === 'ref' && others.length === 0 && only !== shape) {
    const named = presenceOf(only, table)
    // It says its `null` itself, however often that is said around it.
    if (named.core === only && holdsNothing(only, table))
      return { ...named, undefined: isUndefined }
  }
  return { null: isNull, undefined: isUndefined, core: withoutNothing(shape, table) }
}

/** What is written beside `null` and `undefined`. */
function besideNothing(shape: Shape): readonly Shape[] {
  const members = shape.kind === 'union' ? shape.members : [shape]
  return members.filter(({ kind }) => kind !== 'null' && kind !== 'undefined')
}

/** A union of more than `null` and scalars. */
function isStructured(members: readonly Shape[], table: ShapeTable): boolean {
  const others = members.filter((each) => table.resolve(each).kind !== 'null')
  return others.length > 1 && others.some((each) => !isScalar(table.resolve(each)))
}

/** A named union keeps its name where it stands beside `null` and does not hold it. */
function withoutNothing(shape: Shape, table: ShapeTable): Shape | undefined {
  const resolved = table.resolve(shape)
  if (resolved.kind === 'null' || resolved.kind === 'undefined') return undefined
  if (resolved.kind !== 'union' || !holdsNothing(shape, table)) return shape
  const members = resolved.members
    .map((each) => withoutNothing(each, table))
    .filter((each) => each !== undefined)
  return members.length > 1 ? { ...resolved, members } : members[0]
}

function holdsNothing(shape: Shape, table: ShapeTable): boolean {
  return flatten(shape, table).some((each) => {
    const { kind } = table.resolve(each)
    return kind === 'null' || kind === 'undefined'
  })
}
