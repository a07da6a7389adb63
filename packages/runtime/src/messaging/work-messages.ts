import type { UnitCommand } from '../postgres/unit-of-work.js'
import type { MessageExecution } from './message-execution.js'
import type { MessageContext } from './message-bus.js'
import type { Messenger } from './messenger.js'
import { Outgoing, type Reply } from './outgoing.js'
import { partsOf, type Work } from './work.js'

/**
 * What the handling of a message commits besides the writes of its session: what is sent, and that the message is handled. The
 * first unit of work carries the mark; when there is none, `complete` does.
 */
export class WorkMessages extends Outgoing {
  readonly context: MessageContext
  readonly #work: Work
  #isMarked = false
  #isMarking = false
  #isCommitting = false
  #closedBy: Error | undefined

  constructor(
    messenger: Messenger,
    execution: MessageExecution,
    work: Work,
    reply: Reply | undefined,
  ) {
    super(messenger, execution, reply)
    this.context = execution
    this.#work = work
  }

  get isMarked(): boolean {
    return this.#isMarked
  }

  get isCommitting(): boolean {
    return this.#isCommitting
  }

  /** Units of work are refused with this from now on. */
  close(error: Error): void {
    this.#closedBy ??= error
  }

  override before(): readonly UnitCommand[] {
    if (this.#closedBy !== undefined) throw this.#closedBy
    this.#isCommitting = true
    this.#isMarking = !this.#isMarked
    return this.#isMarking ? this.#marks() : []
  }

  #marks(): readonly UnitCommand[] {
    const { store } = this.messenger
    return partsOf(this.#work).flatMap(({ envelope, origin }) =>
      origin === 'memory' ? [] : store.handledCommands(envelope, origin),
    )
  }

  override committed(): void {
    this.#isCommitting = false
    if (this.#isMarking) this.#isMarked = true
    super.committed()
  }

  override failed(): void {
    this.#isCommitting = false
    super.failed()
  }

  override async commit(): Promise<void> {
    const commands = [...this.before(), ...this.after()]
    try {
      if (commands.length > 0) await this.messenger.store.commit(commands)
    } catch (error) {
      this.failed()
      throw error
    }
    this.committed()
  }

  /** Commits what no session has committed. What is kept nowhere needs no commit, and the mark alone is written with those of others. */
  async complete(): Promise<void> {
    if (this.isEmpty) return
    const leaving = this.take()
    if (leaving.length === 0) {
      super.committed()
      return
    }
    const { store } = this.messenger
    try {
      await store.commit([...this.before(), ...store.storeCommands(leaving)])
    } catch (error) {
      this.failed()
      throw error
    }
    this.committed()
  }
}
