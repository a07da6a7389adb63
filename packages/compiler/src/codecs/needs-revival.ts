import type { Shape } from '../model/shape.js'
import { parts, type ShapeTable } from './shape-table.js'

/** Parsed JSON is not yet the value: a prototype, a date, a bigint, bytes, a `Map` or a `Set` is in it. */
export function needsRevival(
  shape: Shape,
  table: ShapeTable,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (shape.kind === 'ref') {
    if (seen.has(shape.key)) return false
    return needsRevival(table.named(shape.key).shape, table, new Set([...seen, shape.key]))
  }
  switch (shape.kind) {
    case 'date':
    case 'bigint':
    case 'bytes':
    case 'map':
    case 'set':
      return true
    case 'object':
      if (shape.instance !== undefined) return true
  }
  return parts(shape).some((each) => needsRevival(each, table, seen))
}
