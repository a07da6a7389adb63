import type { Pool } from 'pg'
import { flushWhenConnected, type Row } from './flush.js'
import { StatementError } from './statement-error.js'
import type { Command } from './statement.js'

interface Asked {
  readonly command: Command
  answer(rows: readonly Row[]): void
  fail(error: Error): void
}

/**
 * Collects the reads of one session and sends those asked for in one turn in one flush: they wait for a connection
 * anyway, and whatever is asked for meanwhile goes with them.
 */
export class ReadBatch {
  readonly #pool: Pool
  #asked: Asked[] = []

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async read<T>(command: Command, decode: (rows: readonly Row[]) => T): Promise<T> {
    return decode(await this.#rows(command))
  }

  #rows(command: Command): Promise<readonly Row[]> {
    return new Promise((answer, fail) => {
      this.#ask({ command, answer, fail })
    })
  }

  #ask(read: Asked): void {
    this.#asked.push(read)
    if (this.#asked.length > 1) return
    let taken: readonly Asked[] = []
    const take = () => (taken = this.#take()).map((each) => each.command)
    flushWhenConnected(this.#pool, take, (error, replies) => {
      // Without a connection nothing was taken, and nobody else will.
      const reads = taken.length > 0 ? taken : this.#take()
      replies.forEach((rows, index) => reads[index]?.answer(rows))
      if (error !== undefined) this.#fail(reads.slice(replies.length), error)
    })
  }

  #take(): readonly Asked[] {
    const asked = this.#asked
    this.#asked = []
    return asked
  }

  /** The one that failed is told; those behind it were never run, and are asked for again. */
  #fail(reads: readonly Asked[], error: Error): void {
    const [failed, ...skipped] = reads
    failed?.fail(error)
    if (error instanceof StatementError)
      skipped.forEach((read) => {
        this.#ask(read)
      })
    else
      skipped.forEach((read) => {
        read.fail(error)
      })
  }
}
