/** Who sends, as far as it is part of what is sent. */
export interface Origination {
  readonly correlationId: string
  /** Of the message that is being handled. */
  readonly causationId: string | undefined
  readonly tenant: string | undefined
  readonly sagaId: string | undefined
  /** The destination that the message came by which is being handled, and where its sender waits for an answer. */
  readonly cameBy: string | undefined
  readonly replyTo: string | undefined
}
