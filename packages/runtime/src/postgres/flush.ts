// Several statements in one round trip and one transaction: Parse, Bind and Execute for each, then a single Sync. Without
// a BEGIN, Postgres commits at the Sync and rolls back all of it when one fails.
//
// An update and two inserts of 250 bytes as transactions per second, on one connection and on eight (Postgres 15.20, pg 8.23,
// Node 20.20, 2 cores; the second pair with synchronous_commit off, which leaves the cost of the protocol):
//   one flush                                3.5k  9.9k    10.0k 21.5k
//   one statement of three CTEs              3.6k 10.2k     8.2k 24.5k   loses writes when two parts touch one row
//   BEGIN … COMMIT, pipelined (5 Syncs)      2.8k  6.9k     7.7k 10.6k
//   BEGIN … COMMIT, awaited (5 round trips)  1.9k  3.9k     2.1k  5.8k
import type { Pool, Submittable } from 'pg'
import { describeLoss, preparesStatements } from './connect.js'
import { isDynamic, limit } from './dynamic-statements.js'
import { isAnswer, isFatal, isForgotten } from './sqlstate.js'
import { StatementError } from './statement-error.js'
import type { Command, Value } from './statement.js'
import { unsentBecause } from './unsent.js'

/** A row as it came: text by column. The statement knows the columns, so nobody asks Postgres to describe them. */
export type Row = readonly (string | null)[]
/** The rows of every command, in the order they were sent. */
export type Replies = readonly (readonly Row[])[]

type Done = (error: Error | undefined, replies: Replies) => void

/** Sends the commands as one transaction. Rejects with a `StatementError` that says which failed, or a `DatabaseUnavailableError`. */
export function flush(pool: Pool, commands: readonly Command[]): Promise<Replies> {
  return new Promise((resolve, reject) => {
    flushWhenConnected(
      pool,
      () => commands,
      (error, replies) => {
        if (error === undefined) resolve(replies)
        else reject(error)
      },
    )
  })
}

/** Takes the commands only when there is a connection: what is asked for until then leaves together. */
export function flushWhenConnected(pool: Pool, take: () => readonly Command[], done: Done): void {
  pool.connect((error, client, release) => {
    if (client === undefined) {
      done(unsentBecause(describeLoss(error, pool)), [])
      return
    }
    const commands = take()
    const prepares = preparesStatements(pool)
    const finish: Done = (failure, replies) => {
      // A connection that did not answer is in no known state; one that answered is ready at its Sync.
      const usable = failure === undefined || (isAnswer(failure) && !isFatal(failure))
      release(usable ? undefined : failure)
      done(failure && explain(failure, pool, commands, replies), replies)
    }
    const repeat: Done = (failure, replies) => {
      // Nothing was done, and the names are cleared: everything is parsed again.
      if (isForgotten(failure)) client.query(new Flush(commands, prepares, finish))
      else finish(failure, replies)
    }
    client.query(new Flush(commands, prepares, repeat))
  })
}

function explain(
  failure: Error,
  pool: Pool,
  commands: readonly Command[],
  replies: Replies,
): Error {
  const loss = describeLoss(failure, pool)
  if (loss !== failure || !isAnswer(failure)) return loss
  const text = commands[replies.length]?.statement.text
  return new StatementError(failure, { index: replies.length, count: commands.length, text })
}

/** What pg's connection offers a submittable. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void; destroy(error: Error): void }
  parse(message: { readonly name: string; readonly text: string }): void
  bind(message: { readonly statement: string; readonly values: readonly Value[] }): void
  execute(message?: object): void
  close(message: { readonly type: 'S'; readonly name: string }): void
  sync(): void
  on(event: 'parseComplete', listener: () => void): void
}

/** What one connection remembers between flushes. */
interface Memory {
  readonly prepared: Set<string>
  /** Those of them that were put together at run time. */
  readonly dynamic: Set<string>
  current: Flush | undefined
}
const memories = new WeakMap<Wire, Memory>()

function remember(wire: Wire): Memory {
  const known = memories.get(wire)
  if (known !== undefined) return known
  const memory: Memory = { prepared: new Set(), dynamic: new Set(), current: undefined }
  memories.set(wire, memory)
  // pg tells a submittable everything but this.
  wire.on('parseComplete', () => memory.current?.handleParseComplete())
  return memory
}

/** Goes ahead of the commands: behind one that fails, Postgres would not read it. */
function makeRoom(wire: Wire, { prepared, dynamic }: Memory): void {
  for (const name of dynamic) {
    wire.close({ type: 'S', name })
    prepared.delete(name)
  }
  dynamic.clear()
}

class Flush implements Submittable {
  readonly #commands: readonly Command[]
  readonly #prepares: boolean
  readonly #done: Done
  readonly #replies: Row[][] = []
  readonly #parsing: string[] = []
  #rows: Row[] = []
  #parsed = 0
  #memory: Memory | undefined
  #failure: Error | undefined
  // pg reads these of what it runs; a Flush has many statements and remembers their names itself.
  readonly name = undefined
  readonly text = undefined

  constructor(commands: readonly Command[], prepares: boolean, done: Done) {
    this.#commands = commands
    this.#prepares = prepares
    this.#done = done
  }

  submit(connection: unknown): void {
    const wire = connection as Wire
    const memory = remember(wire)
    this.#memory = memory
    memory.current = this
    // One write to the socket.
    wire.stream.cork()
    try {
      if (memory.dynamic.size >= limit) makeRoom(wire, memory)
      for (const command of this.#commands) this.#send(wire, memory, command)
      wire.sync()
    } catch (error) {
      // Half a message may be on its way, so the connection is of no more use; its loss is reported to handleError.
      this.#failure = error as Error
      wire.stream.destroy(this.#failure)
    } finally {
      wire.stream.uncork()
    }
  }

  #send(wire: Wire, memory: Memory, { statement, values }: Command): void {
    const name = this.#prepares ? statement.name : ''
    if (name === '' || !(memory.prepared.has(name) || this.#parsing.includes(name))) {
      this.#parsing.push(name)
      wire.parse({ name, text: statement.text })
    }
    wire.bind({ statement: name, values })
    wire.execute()
  }

  // A name is remembered as soon as its Parse is answered: a statement stays prepared when the transaction fails later on,
  // and to parse it again would be an error of its own (42P05).
  handleParseComplete(): void {
    const name = this.#parsing[this.#parsed++]
    if (!name) return
    this.#memory?.prepared.add(name)
    if (isDynamic(name)) this.#memory?.dynamic.add(name)
  }

  handleDataRow(message: { readonly fields: Row }): void {
    this.#rows.push(message.fields)
  }

  handleCommandComplete(): void {
    this.#replies.push(this.#rows)
    this.#rows = []
  }

  handleReadyForQuery(): void {
    this.#finish(undefined)
  }

  handleError(error: Error): void {
    if (isForgotten(error)) {
      this.#memory?.prepared.clear()
      this.#memory?.dynamic.clear()
    }
    this.#finish(this.#failure ?? error)
  }

  handleRowDescription(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {
    this.handleCommandComplete()
  }

  #finish(error: Error | undefined): void {
    if (this.#memory?.current === this) this.#memory.current = undefined
    this.#done(error, this.#replies)
  }
}
