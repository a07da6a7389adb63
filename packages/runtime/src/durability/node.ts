import { hostname } from 'node:os'
import type { Pool } from 'pg'
import type { Logger } from '../core/logger.js'
import { flush } from '../postgres/flush.js'
import { Ticker } from './ticker.js'
import { beat, registerNode } from './sql/nodes.js'

export interface NodeOptions {
  readonly pool: Pool
  readonly logger: Logger
  readonly heartbeatMs: number
  /** Called with how many other nodes there are, when that is known anew. */
  readonly onOthers: (count: number) => void
}

/**
 * This process among those that share a database: a number that its rows carry as owner, and a heartbeat.
 *
 * A node that was silent for too long (its process hung, its database was away) finds its number gone. What it had in memory
 * belongs to nobody by then, and whatever it still commits for it is refused; it goes on under a new number.
 */
export class Node {
  readonly #pool: Pool
  readonly #logger: Logger
  readonly #heartbeatMs: number
  readonly #onOthers: (count: number) => void
  readonly #heartbeat: Ticker
  #number: number | undefined
  #looks = 0
  #steadySince = Infinity
  #lastBeat = 0

  constructor({ pool, logger, heartbeatMs, onOthers }: NodeOptions) {
    this.#pool = pool
    this.#heartbeatMs = heartbeatMs
    this.#onOthers = onOthers
    this.#logger = logger
    this.#heartbeat = new Ticker(heartbeatMs, logger, () => this.#beat())
  }

  /** @throws {Error} before `start`: a bug of ours. */
  get number(): number {
    if (this.#number === undefined) throw new Error('The message store was not started.')
    return this.#number
  }

  /** Rows stored before the start wait for whoever starts first. */
  get numberIfStarted(): number | undefined {
    return this.#number
  }

  /** For how long it has beaten without a gap: shorter than others may be silent, and the database may have been away for all. */
  get steadyMs(): number {
    const now = performance.now()
    return this.#isLate(now) ? 0 : now - this.#steadySince
  }

  /** Names a look of this node. */
  nextLook(): number {
    return ++this.#looks
  }

  async start(): Promise<void> {
    await this.#register()
    this.#steadySince = this.#lastBeat = performance.now()
    this.#heartbeat.start()
  }

  /** Beats no more. Its number stays, for what is still to be written. */
  stop(): Promise<void> {
    return this.#heartbeat.stop()
  }

  async #register(): Promise<void> {
    const name = `${hostname()}:${process.pid}`
    const [rows] = await flush(this.#pool, [{ statement: registerNode, values: [name] }])
    const [number, others] = rows![0]!
    this.#number = Number(number)
    this.#onOthers(Number(others))
  }

  async #beat(): Promise<void> {
    const [rows] = await flush(this.#pool, [{ statement: beat, values: [String(this.#number)] }])
    const now = performance.now()
    if (this.#isLate(now)) this.#steadySince = now
    this.#lastBeat = now
    const [row] = rows!
    if (row === undefined) await this.#registerAgain()
    else this.#onOthers(Number(row[1]))
  }

  #isLate(now: number): boolean {
    return now - this.#lastBeat > 2 * this.#heartbeatMs
  }

  async #registerAgain(): Promise<void> {
    const lost = this.#number
    await this.#register()
    this.#logger.warn('this node was silent for too long, and others took over its messages', {
      node: lost,
      now: this.#number,
    })
  }
}
