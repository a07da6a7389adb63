import type ts from '#typescript'
import type { ReturnModel, SessionReads } from '../model/method-model.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { countRoundTrips } from './round-trips.js'
import { sequentialRead } from './sequential-reads.js'

/** How often one call of the method goes to the database, as far as it can be seen. One that answers at once never does. */
export function readSessionReads(
  { body }: ts.MethodDeclaration,
  { isAsync, iteration }: Pick<ReturnModel, 'isAsync' | 'iteration'>,
  view: ProgramView,
): SessionReads {
  if (body === undefined || !(isAsync || iteration === 'async')) {
    return { roundTrips: 0, sequential: undefined }
  }
  const second = sequentialRead(body, view)
  return {
    roundTrips: countRoundTrips(body, view),
    sequential: second && locate(view.root, second),
  }
}
