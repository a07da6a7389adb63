import type { IdOf, Type } from '../core/type.js'
import type { DocumentSession } from '../documents/sessions.js'
import { isCompleted, nextVersion } from './saga.js'

/**
 * Stores what became of a saga that this session has loaded; one that is completed is deleted. When somebody else changed it
 * meanwhile, the commit rejects with a `ConcurrencyError`.
 */
export function saveSaga<S extends object>(
  session: DocumentSession,
  type: Type<S>,
  saga: NoInfer<S>,
): void {
  if (isCompleted(saga)) {
    session.delete(type, (saga as { readonly id: IdOf<S> }).id)
    return
  }
  nextVersion(saga)
  session.update(type, saga)
}
