import type { SentEnvelope } from '../messaging/envelope.js'

/** What the span of a message says of it. */
export function ofMessage({ id, correlationId, messageName }: SentEnvelope) {
  return {
    'messaging.message.id': id,
    'messaging.message.conversation_id': correlationId,
    'critter.message': messageName,
  }
}
