import type { BrokerConventions } from '../messaging/transport.js'

/** An exchange for each message, and behind it a queue for each application that handles the message. */
export function namedConventions(application: string): BrokerConventions {
  return {
    addressToSend: (messageName) => `exchange/${encodeURIComponent(messageName)}`,
    addressToListen: (messageName) =>
      `queue/${encodeURIComponent(`${messageName}.${application}`)}?from=${encodeURIComponent(messageName)}`,
  }
}
