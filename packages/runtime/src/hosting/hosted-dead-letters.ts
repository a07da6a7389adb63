import type { Pool } from 'pg'
import type {
  DeadLetterDetails,
  DeadLetterPage,
  DeadLetters,
  ListDeadLetters,
  WhichDeadLetters,
} from '../durability/dead-letters.js'
import { NotRunningError } from './errors.js'

/** The application's dead letters: there before there is a database, and of use when there is one. Loaded when asked for. */
export class HostedDeadLetters implements DeadLetters {
  #pool: Pool | undefined

  use(pool: Pool | undefined): void {
    this.#pool = pool
  }

  async list(options?: ListDeadLetters): Promise<DeadLetterPage> {
    return (await this.#open()).list(options)
  }

  async show(id: string): Promise<DeadLetterDetails | null> {
    return (await this.#open()).show(id)
  }

  async replay(which: WhichDeadLetters): Promise<number> {
    return (await this.#open()).replay(which)
  }

  async delete(which: WhichDeadLetters): Promise<number> {
    return (await this.#open()).delete(which)
  }

  async #open(): Promise<DeadLetters> {
    if (this.#pool === undefined) {
      throw new NotRunningError(
        'The application has no database connection: it was not started, or has stopped. Await app.start() first.',
      )
    }
    const { PgDeadLetters } = await import('../durability/pg-dead-letters.js')
    return new PgDeadLetters(this.#pool)
  }
}
