import type { MessageStore } from './message-store.js'
import type { Place } from './place.js'
import { partsOf, type Work } from './work.js'

/** It is done with, whatever came of it. */
export function finish(work: Work, place: Place): void {
  for (const { settlement } of partsOf(work)) settlement?.done()
  place.finished(work)
}

/**
 * Says that it is handled, apart from any unit of work. Of a message whose effects are none of ours, only a row says that it
 * has to be handled; `undefined`: there is none.
 */
export function mark(
  { batch, envelope, origin }: Work,
  store: MessageStore,
): Promise<void> | undefined {
  if (batch === undefined) {
    return origin === 'local' || origin === 'received'
      ? store.markHandled(envelope, origin)
      : undefined
  }
  const marked = batch.flatMap((each) =>
    each.origin === 'local' || each.origin === 'received'
      ? [store.markHandled(each.envelope, each.origin)]
      : [],
  )
  return marked.length === 0 ? undefined : Promise.all(marked).then(() => {})
}
