import type { Pool } from 'pg'
import type { SentEnvelope } from '../messaging/envelope.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { flush } from '../postgres/flush.js'
import type { Command } from '../postgres/statement.js'
import { keyTextOf } from './envelope-row.js'
import { byIndex } from './sql/by-index.js'
import * as inbox from './sql/inbox.js'
import * as outbox from './sql/outbox.js'
import * as queue from './sql/queue-messages.js'
import { keysOf } from './stored-rows.js'

/** Rows that may be there, owned by this node, which does not have them in memory. */
export type Doubt =
  | { readonly kept: 'inbox' | 'outbox'; readonly envelopes: readonly SentEnvelope[] }
  | { readonly kept: 'queue'; readonly address: string; readonly ids: readonly string[] }
  | { readonly kept: 'look'; readonly look: number }

interface Open {
  readonly doubt: Doubt
  readonly owner: number
  readonly since: number
}

/** The server may still commit what it had read when the connection was lost, though hardly as late as that. */
const settledAfterMs = 30_000

/**
 * What was under way when a connection was lost. If it was committed after all, this node owns rows that it does not know
 * of, and nobody would ever handle them: they are given back, to be taken like any other.
 */
export class Doubts {
  readonly #pool: Pool
  #open: Open[] = []

  constructor(pool: Pool) {
    this.#pool = pool
  }

  add(owner: number, doubt: Doubt): void {
    this.#open.push({ doubt, owner, since: performance.now() })
  }

  /** Gives back what was committed, if any was. Rejects while the database is away. */
  async settle(): Promise<void> {
    if (this.#open.length === 0) return
    const asked = [...this.#open]
    await flush(this.#pool, [
      byIndex,
      ...asked.flatMap(({ doubt, owner }) => commandsOf(doubt, String(owner))),
    ])
    const now = performance.now()
    // What another listener has taken meanwhile is not given back again.
    const isOver = ({ doubt, since }: Open) =>
      doubt.kept === 'queue' || now - since > settledAfterMs
    const over = new Set(asked.filter(isOver))
    this.#open = this.#open.filter((each) => !over.has(each))
  }

  /** Their rows are known: they were stored by another try, and are in memory now. */
  forget(envelopes: readonly SentEnvelope[]): void {
    if (this.#open.length === 0) return
    const known = new Set(envelopes.map(keyTextOf))
    this.#open = this.#open.map((each) => {
      const { doubt } = each
      if (doubt.kept !== 'inbox') return each
      const left = doubt.envelopes.filter((envelope) => !known.has(keyTextOf(envelope)))
      return { ...each, doubt: { ...doubt, envelopes: left } }
    })
  }
}

function commandsOf(doubt: Doubt, owner: string): readonly Command[] {
  switch (doubt.kept) {
    case 'look': {
      const values = [owner, String(doubt.look)]
      return giveBackLooks.map((statement) => ({ statement, values }))
    }
    case 'queue': {
      const values = [arrayLiteral(doubt.ids), doubt.address, owner]
      return [{ statement: queue.giveBackQueue, values }]
    }
    case 'inbox':
      return [{ statement: inbox.giveBackStoredInbox, values: [...keysOf(doubt.envelopes), owner] }]
    case 'outbox': {
      const [ids, destinations] = keysOf(doubt.envelopes)
      return [{ statement: outbox.giveBackStoredOutbox, values: [ids, destinations, owner] }]
    }
  }
}

const giveBackLooks = [inbox.giveBackLook, outbox.giveBackLook, queue.giveBackQueueLook]
