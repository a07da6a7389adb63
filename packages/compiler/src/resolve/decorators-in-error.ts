import type { ChainAdditions } from '../frames/additions.js'
import type { ApplicationModel, EndpointModel } from '../model/application-model.js'
import { layersOf } from './layers.js'

/**
 * A decorator around this endpoint is in error. What it says may be that a middleware stands here, or that a method runs
 * before: to go on without would open what was closed.
 */
export function hasDecoratorInError(
  endpoint: EndpointModel,
  additions: ChainAdditions,
  model: ApplicationModel,
): boolean {
  const { method } = endpoint
  if (method.marks.inError === true) return true
  return layersOf(endpoint, additions, model).some(
    ({ marks, methods }) =>
      marks.inError === true ||
      // Another endpoint of the class is its own matter.
      methods.some((each) => each.marks.inError === true && each.marks.routes.length === 0),
  )
}
