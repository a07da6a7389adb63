import type { ChainAdditions } from '../frames/additions.js'
import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import { decides } from './method-roles.js'
import { layersOf } from './layers.js'

/**
 * A decorator around this chain is in error. What it says may be that a middleware stands here, or that a method runs
 * before: to go on without would open what was closed.
 */
export function hasDecoratorInError(
  chain: ChainModel,
  additions: ChainAdditions,
  model: ApplicationModel,
): boolean {
  const { method } = chain
  if (method.marks.inError === true) return true
  return layersOf(chain, additions, model).some(
    ({ marks, methods }) =>
      marks.inError === true ||
      // Another endpoint or handler of the class is its own matter.
      methods.some((each) => each.marks.inError === true && !decides(each)),
  )
}
