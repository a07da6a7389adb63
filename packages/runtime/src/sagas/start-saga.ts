import type { Type } from '../core/type.js'
import type { DocumentSession } from '../documents/sessions.js'
import { isCompleted, nextVersion } from './saga.js'

/** A saga that a handler or an endpoint returned begins with the commit; nothing does for `null` and `undefined`. */
export function startSaga<S extends object>(
  session: DocumentSession,
  type: Type<S>,
  saga: NoInfer<S> | null | undefined,
): void {
  // One that is over before it began leaves nothing behind.
  if (saga === null || saga === undefined || isCompleted(saga)) return
  nextVersion(saga)
  session.insert(type, saga)
}
