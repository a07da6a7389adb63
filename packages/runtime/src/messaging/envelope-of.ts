import type { Envelope } from './envelope.js'
import type { MessageContext } from './message-bus.js'

/** The envelope of the message that is handled, with the type that the generated handler knows. */
export function envelopeOf<M extends object>(context: MessageContext, _message: M): Envelope<M> {
  return context.envelope as Envelope<M>
}
