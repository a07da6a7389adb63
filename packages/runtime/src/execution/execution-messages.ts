import type { MessageContext } from '../messaging/message-bus.js'
import type { UnitPart } from '../postgres/unit-part.js'

/** What an execution sends: nothing of it leaves before a commit, which is that of its session, or `commit` by itself. */
export interface ExecutionMessages extends UnitPart {
  /** What user code sends with. */
  readonly context: MessageContext
  /** Whether nothing was sent that is not committed. */
  readonly isEmpty: boolean
  cascade(value: unknown, name?: string): void
  cascadeAsync(value: unknown, name?: string): Promise<void>
  /** Commits what was sent where no session does. */
  commit(): Promise<void>
  /** Resolves when what was committed is where it must be before the execution may end. Never rejects. */
  released(): Promise<void>
  /** Nothing commits any more: what is sent from now on is an error of whoever sends it. */
  end(): void
}

/** Who sends. */
export interface Sending {
  readonly tenant: string | undefined
  /** One for everything that it causes. */
  readonly correlationId: string
}
