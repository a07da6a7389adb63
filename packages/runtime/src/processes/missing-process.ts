import { nameOf, type Type } from '../core/type.js'
import type { MessageContext } from '../messaging/message-bus.js'
import { MissingProcessError } from './errors.js'

/**
 * A message came for a process that is not there: before the one that starts it, or to no purpose.
 *
 * @throws {MissingProcessError} `ERR_MISSING_PROCESS`
 */
export function missingProcess({ envelope }: MessageContext, type: Type, id: string): never {
  throw new MissingProcessError(nameOf(type), id, envelope.messageName)
}
