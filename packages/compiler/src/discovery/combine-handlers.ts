import type { HandlerModel } from '../model/application-model.js'
import { typeKey } from '../model/type-ref.js'

/** Handlers of one message that carry `@Combined()` are one, at the place of the first. */
export function combineHandlers(handlers: readonly HandlerModel[]): readonly HandlerModel[] {
  const combined = handlers.filter(isCombined)
  // Most applications have none, and keep the very models they had.
  if (combined.length === 0) return handlers
  return handlers.flatMap((handler) => {
    if (!isCombined(handler)) return [handler]
    const same = combined.filter((each) => typeKey(each.message) === typeKey(handler.message))
    if (same.length === 1) return [handler]
    return same[0] === handler ? [{ ...handler, combined: same }] : []
  })
}

function isCombined({ class: owner, method, saga }: HandlerModel): boolean {
  return saga === undefined && (owner.marks.combined ?? method.marks.combined) === true
}
