import type { MemberShape, Shape } from '../model/shape.js'
import { flatten } from './discriminate-union.js'
import { presenceOf } from './presence.js'
import type { ResolvedShape, ShapeTable } from './shape-table.js'

/** How the texts of a form become a member. */
export interface FormField {
  /** `filled`: text that is not empty. */
  readonly as: 'text' | 'filled' | 'number' | 'boolean' | 'date' | 'bigint' | 'file'
  readonly list: boolean
  /** What it is when the form has none of its name. */
  readonly absent: false | null | readonly [] | undefined
}

/** `undefined`: a form cannot hold it. */
export function formFieldOf(
  { shape, optional }: MemberShape,
  table: ShapeTable,
): FormField | undefined {
  const presence = presenceOf(shape, table)
  if (presence.core === undefined) return undefined
  const mayLack = optional || presence.undefined
  const list = listElement(presence.core, table)
  if (list !== undefined) {
    const as = textOf(list, table)
    return as && { as, list: true, absent: mayLack ? undefined : [] }
  }
  const as = textOf(presence.core, table)
  if (as === undefined) return undefined
  const otherwise = presence.null ? null : as === 'boolean' ? false : undefined
  return { as, list: false, absent: mayLack ? undefined : otherwise }
}

function listElement(shape: Shape, table: ShapeTable): Shape | undefined {
  const resolved = table.resolve(shape)
  return resolved.kind === 'array' || resolved.kind === 'set' ? resolved.element : undefined
}

/** What one text is taken for. Any text is a text, so what is not only text comes first. */
function textOf(shape: Shape, table: ShapeTable): FormField['as'] | undefined {
  const kinds = new Set(flatten(shape, table).map((each) => kindOf(table.resolve(each))))
  if (kinds.has(undefined)) return undefined
  const [only, ...more] = [...kinds].filter((each) => each !== 'text' && each !== 'filled')
  if (more.length > 0) return undefined
  return only ?? (kinds.has('text') ? 'text' : 'filled')
}

function kindOf(shape: ResolvedShape): FormField['as'] | undefined {
  switch (shape.kind) {
    case 'string':
      return shape.constraints.some((each) => each.kind === 'format') ? 'filled' : 'text'
    case 'bytes':
      return 'text'
    case 'number':
    case 'boolean':
    case 'date':
    case 'bigint':
    case 'file':
      return shape.kind
    case 'literal':
      if (shape.value === '') return 'text'
      return typeof shape.value === 'string'
        ? 'filled'
        : typeof shape.value === 'number'
          ? 'number'
          : 'boolean'
    default:
      return undefined
  }
}
