/** A message that is being handled, and what is known of it. */
export interface Envelope<M extends object = object> {
  /** UUID version 7. */
  readonly id: string
  readonly message: M
  /** Its wire name. */
  readonly messageName: string
  /** 1 the first time. */
  readonly attempt: number
  /** One for everything that one request or one message from outside has caused. */
  readonly correlationId: string
  /** The id of the message whose handler sent this one. */
  readonly causationId: string | undefined
  /** Those of the user; ours are not among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly tenant: string | undefined
  readonly scheduledFor: Date | undefined
}

/** One message on its way to one place: plain data, which every transport carries and every table keeps. */
export interface SentEnvelope {
  readonly id: string
  readonly messageName: string
  /** Of the message's declaration, `@Message(name, { version })`. */
  readonly version: number
  /** JSON text, encoded when it was sent: what is done to the object afterwards is not part of it. */
  readonly body: string
  /** The name of the endpoint it goes to or came from; of a local queue, its name. */
  readonly destination: string
  /** The one handler it is for, of several that a message has; `undefined`: whoever handles it. */
  readonly handler: string | undefined
  readonly correlationId: string
  readonly causationId: string | undefined
  readonly tenant: string | undefined
  readonly group: string | undefined
  readonly topic: string | undefined
  readonly sagaId: string | undefined
  /** The address, of the transport that it goes by, where an answer is expected. */
  readonly replyTo: string | undefined
  readonly sentAt: Date
  /** Dead after that. */
  readonly deliverBy: Date | undefined
  readonly scheduledFor: Date | undefined
  readonly headers: Readonly<Record<string, string>>
  /** 1 the first time. */
  readonly attempt: number
}

/** What a user sees of it. */
export function openEnvelope(sent: SentEnvelope, message: object): Envelope {
  const { id, messageName, attempt, correlationId, causationId, headers, tenant, scheduledFor } =
    sent
  return {
    id,
    message,
    messageName,
    attempt,
    correlationId,
    causationId,
    headers,
    tenant,
    scheduledFor,
  }
}
