/** What is recorded with every event beside the event itself; an execution says it, a session of your own is told. */
export interface EventMetadata {
  /** One for everything that one request or one message from outside has caused. */
  readonly correlationId?: string | undefined
  /** The id of the message whose handler has recorded it. */
  readonly causationId?: string | undefined
  /** Who did it. */
  readonly user?: string | undefined
  /** Those of the message that was handled. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}
