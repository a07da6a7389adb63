import type { CritterApp } from '../hosting/critter-app.js'
import { openEnvelope, type Envelope, type SentEnvelope } from '../messaging/envelope.js'

/** With the message in it, read as a handler would read it; as plain JSON where this application does not know it. */
export function openSent(app: CritterApp, sent: SentEnvelope): Envelope {
  return openEnvelope(sent, messageOf(app, sent))
}

function messageOf({ definition }: CritterApp, { messageName, body }: SentEnvelope): object {
  try {
    const value = JSON.parse(body) as object
    const mapping = definition.messages?.find((each) => each.name === messageName)
    const message: unknown = mapping?.decode(value, [])
    return typeof message === 'object' && message !== null ? message : value
  } catch {
    // Such a body is a reason to be among the dead letters.
    return { body }
  }
}
