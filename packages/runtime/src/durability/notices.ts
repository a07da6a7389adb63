import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Pool } from 'pg'
import { arrayLiteral } from '../postgres/array-literal.js'
import { preparesStatements } from '../postgres/connect.js'
import { flush } from '../postgres/flush.js'
import { constantStatement, type Command } from '../postgres/statement.js'

const channel = 'critter_messages'
const notify = constantStatement(
  `select pg_notify('${channel}', topic) from unnest($1::text[]) as said (topic)`,
)

/** Makes every node look, said by none of them. */
export const tellAll: Command = { statement: notify, values: [arrayLiteral(['nobody '])] }

/** How long is kept silent after something was said: what is said meanwhile is said together. */
const silenceMs = 20
const firstPauseMs = 100
const longestPauseMs = 10_000

/**
 * Tells other nodes that there is something to be taken, and listens to them. Only a hint, which may be lost: every node
 * looks by itself from time to time.
 *
 * Never said within a unit of work: Postgres lets only one transaction that notifies commit at a time.
 * Behind a pooler that gives every transaction another connection (`?prepare=false`) nothing can be heard, so nobody listens.
 */
export class Notices {
  readonly #pool: Pool
  readonly #connectionString: string
  readonly #self = randomBytes(6).toString('hex')
  readonly #listeners = new Set<(topic: string) => void>()
  readonly #unsaid = new Set<string>()
  #speaking: Promise<void> | undefined
  #client: Client | undefined
  #retry: NodeJS.Timeout | undefined
  #pauseMs = firstPauseMs
  #stopped = true
  #hasOthers = true

  constructor(pool: Pool, connectionString: string) {
    this.#pool = pool
    this.#connectionString = connectionString
  }

  /** Called with what was said, and with `''` when something may have been missed. */
  onNotice(listener: (topic: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#stopped = false
    if (preparesStatements(this.#pool)) void this.#listen()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#retry)
    await this.#speaking
    await this.#client?.end().catch(() => {})
  }

  /** Where there is nobody else, nothing is said to Postgres. One that comes makes itself heard. */
  othersAre(count: number): void {
    this.#hasOthers = count > 0
  }

  /** This node hears it at once, the others soon. */
  say(topic: string): void {
    this.#tell(topic)
    if (!this.#hasOthers) return
    this.#unsaid.add(topic)
    this.#speaking ??= this.#speak()
  }

  async #speak(): Promise<void> {
    while (this.#unsaid.size > 0) {
      const topics = [...this.#unsaid].map((topic) => `${this.#self} ${topic}`)
      this.#unsaid.clear()
      // Lost with the database; then everybody looks anyway.
      await flush(this.#pool, [{ statement: notify, values: [arrayLiteral(topics)] }]).catch(
        () => {},
      )
      if (!this.#stopped) await sleep(silenceMs, undefined, { ref: false })
    }
    this.#speaking = undefined
  }

  async #listen(): Promise<void> {
    const client = new Client({ connectionString: this.#connectionString, keepAlive: true })
    this.#client = client
    client.on('error', () => {})
    client.on('end', () => {
      this.#listenAgain()
    })
    client.on('notification', ({ payload = '' }) => {
      const [from, ...topic] = payload.split(' ')
      if (from === this.#self) return
      this.#hasOthers = true
      this.#tell(topic.join(' '))
    })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      this.#pauseMs = firstPauseMs
      this.say('')
    } catch {
      await client.end().catch(() => {})
      this.#listenAgain()
    }
  }

  #listenAgain(): void {
    clearTimeout(this.#retry)
    if (this.#stopped) return
    this.#retry = setTimeout(() => void this.#listen(), this.#pauseMs)
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
  }

  #tell(topic: string): void {
    for (const listener of this.#listeners) listener(topic)
  }
}
