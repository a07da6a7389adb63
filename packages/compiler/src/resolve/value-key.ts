import type { ValueKey } from '../frames/outline.js'
import type { RoledMethod } from './method-roles.js'

/** Names a returned value across the resolutions of one chain. */
export function valueKey({ owner, method }: RoledMethod, index: number): ValueKey {
  return `${owner.type.id}.${method.isStatic ? 'static ' : ''}${method.name} ${index}`
}
