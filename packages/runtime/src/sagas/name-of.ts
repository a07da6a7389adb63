import type { Type } from '../core/type.js'

export function nameOf(type: Type): string {
  return (type as { readonly name?: string }).name ?? 'saga'
}
