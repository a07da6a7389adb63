import type { Pool } from 'pg'
import type { Logger } from '../core/logger.js'
import { describeLoss } from '../postgres/connect.js'
import type { Node } from './node.js'
import type { Notices } from './notices.js'
import * as sql from './sql/nodes.js'
import { Ticker } from './ticker.js'

/** Any number that is always the same. */
const key = '4803728645023441923'
/** How many rows one statement touches: no lock is held for long. */
const batch = 5000
/** How many batches one turn does at most; the rest is left to the next. */
const batches = 20

export interface DutiesOptions {
  readonly pool: Pool
  readonly logger: Logger
  readonly node: Node
  readonly notices: Notices
  readonly everyMs: number
  /** How long a node may be silent. */
  readonly silentAfterMs: number
}

/**
 * What one node does for all: takes the rows of dead nodes from them, and forgets what was handled long ago.
 *
 * Whoever gets the lock is the leader, for one turn. The lock ends with its transaction, so that it also holds behind a pooler
 * that gives every transaction another connection, where a lock of the session would stay with a connection that others use.
 * A leader that lasts longer than a turn there is not.
 */
export class Duties {
  readonly #options: DutiesOptions
  readonly #ticker: Ticker

  constructor(options: DutiesOptions) {
    this.#options = options
    this.#ticker = new Ticker(options.everyMs, options.logger, () => this.turn())
  }

  start(): void {
    this.#ticker.start()
  }

  stop(): Promise<void> {
    return this.#ticker.stop()
  }

  /** One turn, unless another node has it. */
  async turn(): Promise<void> {
    for (let done = 0; done < batches; done++) {
      if ((await this.#underLock()) === 'done') return
    }
  }

  async #underLock(): Promise<'done' | 'more'> {
    const { pool } = this.#options
    try {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const { rows } = await client.query<{ mine: boolean }>(
          `select pg_try_advisory_xact_lock(${key}) as mine`,
        )
        const isMine = rows[0]!.mine
        const left = isMine ? await this.#do((text, values) => client.query(text, values)) : 'done'
        await client.query('commit')
        client.release()
        if (left === 'taken-over') this.#options.notices.say('')
        return left === 'done' ? 'done' : 'more'
      } catch (error) {
        client.release(true)
        throw error
      }
    } catch (error) {
      throw describeLoss(error, pool)
    }
  }

  async #do(query: Query): Promise<'done' | 'more' | 'taken-over'> {
    const { logger, node, silentAfterMs } = this.#options
    // When the database was away all nodes were silent, and each gets the time to be heard again.
    const isSteady = node.steadyMs > silentAfterMs
    const silent = isSteady ? await query(sql.removeSilent.text, [silentAfterMs]) : nobody
    for (const { number, name } of silent.rows) {
      logger.warn('a node is silent, and its messages are taken from it', { node: number, name })
    }
    let mostFound = 0
    for (const { text } of sql.giveBackOrphanTables) {
      mostFound = Math.max(mostFound, (await query(text, [batch])).rows.length)
    }
    const purged = (await query(sql.purgeHandled.text, [batch])).rows.length
    if (mostFound > 0) return 'taken-over'
    return purged < batch ? 'done' : 'more'
  }
}

const nobody = { rows: [] }

type Query = (
  text: string,
  values: unknown[],
) => Promise<{ readonly rows: readonly { readonly number?: number; readonly name?: string }[] }>
