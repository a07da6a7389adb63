import { nameOf, type IdOf, type Type } from '../core/type.js'
import type { MessageContext } from '../messaging/message-bus.js'
import type { HandlerContext } from '../messaging/message-handler.js'
import { MissingSagaIdError } from './errors.js'

type Context = MessageContext & Pick<HandlerContext, 'sagaId'>

/**
 * The saga that a message is for: what its member says, else its header. `members`: those that were looked for.
 *
 * @throws {MissingSagaIdError} `ERR_MISSING_SAGA_ID` when neither says it.
 */
export function sagaIdOf<S extends object>(
  context: Context,
  type: Type<S>,
  members: readonly string[],
  given?: IdOf<S> | null,
): IdOf<S> {
  // The header is text; that it is an id of this saga is said by the saga that sent it.
  return given ?? (headerOf(context, type, members) as IdOf<S>)
}

/** The same of a saga whose id is a number. */
export function numberSagaIdOf<S extends object>(
  context: Context,
  type: Type<S>,
  members: readonly string[],
  given?: IdOf<S> | null,
): IdOf<S> {
  return given ?? (Number(headerOf(context, type, members)) as IdOf<S>)
}

function headerOf(context: Context, type: Type, members: readonly string[]): string {
  if (context.sagaId !== undefined) return context.sagaId
  throw new MissingSagaIdError(nameOf(type), context.envelope.messageName, members)
}
