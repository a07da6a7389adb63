/** Messages that could not be handled, or sent: kept until somebody decides. */
export interface DeadLetters {
  /**
   * The newest first, a page at a time.
   *
   * @throws {DatabaseUnavailableError} `ERR_DATABASE_UNAVAILABLE`, as all of them.
   */
  list(options?: ListDeadLetters): Promise<DeadLetterPage>
  /** All that is known of one; `null` when there is none of this id. */
  show(id: string): Promise<DeadLetterDetails | null>
  /**
   * Puts them back where they came from, as if they came for the first time; what had expired expires no more. Resolves with
   * how many there were.
   */
  replay(which: WhichDeadLetters): Promise<number>
  /** Gone for good. Resolves with how many there were. */
  delete(which: WhichDeadLetters): Promise<number>
}

/** One by its id, several, or all that a filter finds: `{}` is every one of them. */
export type WhichDeadLetters = string | readonly string[] | DeadLetterFilter

/** All that is given must hold. */
export interface DeadLetterFilter {
  /** Wire name; a `*` at its end stands for any ending. */
  readonly message?: string
  /** `handler-failed`, `unreadable`, `unknown-message`, `expired`, … */
  readonly reason?: string
  /** Class of the error. */
  readonly error?: string
  /** The endpoint or local queue. */
  readonly destination?: string
  /** Dead since then. */
  readonly since?: Date
  /** Dead before then. */
  readonly until?: Date
}

export interface ListDeadLetters extends DeadLetterFilter {
  /** Of a page. Default: 50, at most 1000. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: string
}

export interface DeadLetterPage {
  readonly items: readonly DeadLetter[]
  /** Absent on the last page. */
  readonly next: string | undefined
}

export interface DeadLetter {
  /** Its own: one message may die in several handlers. */
  readonly id: string
  readonly messageId: string
  /** Wire name. */
  readonly message: string
  readonly destination: string
  /** The one of several handlers that it was for. */
  readonly handler: string | undefined
  readonly reason: string
  readonly error: { readonly name: string; readonly message: string } | undefined
  /** How often it was tried. */
  readonly attempts: number
  readonly deadAt: Date
}

export interface DeadLetterDetails extends DeadLetter {
  /** As it was sent; JSON, unless that is what was wrong. */
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly tenant: string | undefined
  readonly correlationId: string
  readonly causationId: string | undefined
  readonly sentAt: Date
  readonly stack: string | undefined
}
