import { headers as makeHeaders, type MsgHdrs } from '@nats-io/transport-node'
import type { WireMessage } from '../../messaging/transport.js'

const idHeader = 'Critter-Message-Id'

/** Not `Nats-Msg-Id`: NATS would drop a message that is sent again on purpose, when its handling is to be repeated. */
export function natsHeadersOf({ id, headers }: WireMessage): MsgHdrs {
  const natsHeaders = makeHeaders()
  natsHeaders.set(idHeader, encodeURIComponent(id))
  for (const [name, value] of Object.entries(headers)) {
    // They are lines of ASCII, and the client trims them.
    natsHeaders.set(encodeURIComponent(name), encodeURIComponent(value))
  }
  return natsHeaders
}

export function wireMessageOf(message: {
  readonly headers?: MsgHdrs
  string(): string
}): WireMessage {
  const found = (message.headers?.keys() ?? []).map(
    (name) => [name, message.headers!.get(name)] as const,
  )
  return {
    id: decode(message.headers?.get(idHeader) ?? ''),
    body: message.string(),
    headers: Object.fromEntries(
      found
        .filter(([name]) => name !== idHeader)
        .map(([name, value]) => [decode(name), decode(value)]),
    ),
  }
}

/** What others have sent need not be encoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
