import { nameOf, type Type } from '../core/type.js'
import type { MessageContext } from '../messaging/message-bus.js'
import type { HandlerContext } from '../messaging/message-handler.js'
import { UnknownSagaError } from './errors.js'

/**
 * A message came for a saga that is not there. A delayed one of the saga's own, a timeout above all, has no meaning any more
 * when the saga has ended: it counts as handled.
 *
 * @throws {UnknownSagaError} `ERR_UNKNOWN_SAGA` for any other.
 */
export function unknownSaga(
  context: MessageContext & Pick<HandlerContext, 'sagaId' | 'logger'>,
  type: Type,
  id: string | number,
): void {
  const { scheduledFor, messageName } = context.envelope
  if (scheduledFor === undefined || context.sagaId !== String(id)) {
    throw new UnknownSagaError(nameOf(type), id, messageName)
  }
  context.logger.info('a delayed message came after its saga had ended', {
    messageName,
    saga: nameOf(type),
    id,
  })
}
