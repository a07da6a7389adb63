import { nameOf, type Type } from '../core/type.js'
import type { MessageContext } from '../messaging/message-bus.js'
import type { HandlerContext } from '../messaging/message-handler.js'
import { MissingSagaIdError } from './errors.js'

type Context = MessageContext & Pick<HandlerContext, 'sagaId'>

/**
 * The saga that a message is for: what its member says, else its header. `members`: those that were looked for.
 *
 * @throws {MissingSagaIdError} `ERR_MISSING_SAGA_ID` when neither says it.
 */
export function sagaIdOf(
  context: Context,
  type: Type,
  members: readonly string[],
  given?: string | null,
): string {
  const id = given ?? context.sagaId
  if (id !== undefined) return id
  throw new MissingSagaIdError(nameOf(type), context.envelope.messageName, members)
}

/** The same of a saga whose id is a number. */
export function numberSagaIdOf(
  context: Context,
  type: Type,
  members: readonly string[],
  given?: number | null,
): number {
  return given ?? Number(sagaIdOf(context, type, members))
}
