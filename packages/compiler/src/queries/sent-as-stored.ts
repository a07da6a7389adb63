import { flatten } from '../codecs/discriminate-union.js'
import type { ShapeTable } from '../codecs/shape-table.js'
import type { Shape } from '../model/shape.js'

export interface Presence {
  readonly isNull: boolean
  readonly isUndefined: boolean
  /** What else it can be. */
  readonly others: readonly Shape[]
}

export function presenceOf(shape: Shape, table: ShapeTable): Presence {
  const members = flatten(shape, table)
  const kinds = members.map((each) => table.resolve(each).kind)
  return {
    isNull: kinds.includes('null'),
    isUndefined: kinds.includes('undefined'),
    others: members.filter((_, index) => !['null', 'undefined'].includes(kinds[index] ?? '')),
  }
}

/** All of what is stored is what is sent: nothing in it has members or places that its class may have declared once. */
export function isPlain(shape: Shape, table: ShapeTable): boolean {
  return presenceOf(shape, table).others.every((each) => {
    const resolved = table.resolve(each)
    switch (resolved.kind) {
      case 'object':
      case 'tuple':
      case 'impossible':
      case 'file':
        return false
      case 'array':
      case 'set':
        return isPlain(resolved.element, table)
      case 'map':
        return isPlain(resolved.key, table) && isPlain(resolved.value, table)
      case 'record':
        return isPlain(resolved.value, table)
      default:
        return true
    }
  })
}
