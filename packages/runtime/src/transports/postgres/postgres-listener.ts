import type { Clock } from '../../core/clock.js'
import { Looking } from '../../durability/looking.js'
import type { NodeParts } from '../../durability/node-parts.js'
import { queueTopic } from '../../durability/queue-rows.js'
import { byIndex } from '../../durability/sql/by-index.js'
import { giveBackQueue, nextQueue, takeQueue } from '../../durability/sql/queue-messages.js'
import { DatabaseUnavailableError } from '../../errors.js'
import type { Listener, Received, WireMessage } from '../../messaging/transport.js'
import { arrayLiteral } from '../../postgres/array-literal.js'
import { wasSent } from '../../postgres/unsent.js'
import { flush, type Row } from '../../postgres/flush.js'

/** The most that one look takes. */
const largestTake = 500

export interface PostgresListenerOptions extends NodeParts {
  readonly clock: Clock
  readonly address: string
  readonly prefetch: number
  readonly receive: (received: Received) => void
  readonly settle: (change: Settle) => Promise<unknown>
}

/** What becomes of a message, by whom it was taken. */
export interface Settle {
  readonly kind: 'acknowledged' | 'requeued'
  readonly id: string
  readonly address: string
  readonly owner: number
}

/** Takes messages of a queue as there is room for them: `prefetch`, less those that are not settled. */
export class PostgresListener implements Listener {
  readonly #options: PostgresListenerOptions
  readonly #looking: Looking
  /** By id, the node that took it. */
  readonly #unsettled = new Map<string, number>()
  readonly #forget: (() => void)[] = []
  #isPaused = false
  #mayHaveMore = true

  constructor(options: PostgresListenerOptions) {
    this.#options = options
    this.#looking = new Looking({ ...options, look: () => this.#look() })
  }

  start(): void {
    const { notices, lookers, address } = this.#options
    const look = () => this.#looking.now()
    this.#forget.push(
      notices.onNotice((topic) => {
        if (topic === '' || topic === queueTopic(address)) void look()
      }),
      () => lookers.delete(look),
    )
    lookers.add(look)
    this.#looking.start()
  }

  async pause(): Promise<void> {
    this.#isPaused = true
    // What is on its way is given back: after this nothing more is received.
    if (!this.#looking.isStopped) await this.#looking.now()
  }

  resume(): Promise<void> {
    this.#isPaused = false
    void this.#looking.now()
    return Promise.resolve()
  }

  async stop(): Promise<void> {
    this.#isPaused = true
    this.#forget.splice(0).forEach((forget) => {
      forget()
    })
    await this.#looking.stop()
  }

  /** What is unsettled goes to others; when the database is away, as soon as it is back. */
  async giveBack(): Promise<void> {
    const taken = [...this.#unsettled]
    this.#unsettled.clear()
    for (const owner of new Set(taken.map(([, each]) => each))) {
      const ids = taken.filter(([, each]) => each === owner).map(([id]) => id)
      await this.#giveBack(owner, ids)
    }
  }

  async #giveBack(owner: number, ids: readonly string[]): Promise<void> {
    const { pool, address, doubts, notices } = this.#options
    if (ids.length === 0) return
    const values = [arrayLiteral(ids), address, String(owner)]
    try {
      await flush(pool, [{ statement: giveBackQueue, values }])
      notices.say(queueTopic(address))
    } catch {
      doubts.add(owner, { kept: 'queue', address, ids })
    }
  }

  async #look(): Promise<number> {
    const { pool, clock, node, doubts, address, prefetch } = this.#options
    await doubts.settle()
    const room = Math.min(prefetch - this.#unsettled.size, largestTake)
    if (this.#isPaused || room <= 0) return Infinity
    const owner = node.number
    const look = node.nextLook()
    const now = clock.now().toISOString()
    const [, rows, next] = await flush(pool, [
      byIndex,
      { statement: takeQueue, values: [String(owner), String(look), address, String(room), now] },
      { statement: nextQueue, values: [address, now] },
    ]).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailableError && wasSent(error)) {
        doubts.add(owner, { kept: 'look', look })
      }
      throw error
    })
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it was paused meanwhile
    if (this.#isPaused) {
      await this.#giveBack(
        owner,
        rows!.map((row) => row[0]!),
      )
      return Infinity
    }
    for (const row of inOrder(rows!)) this.#deliver(messageOf(row), owner)
    this.#mayHaveMore = rows!.length === room
    if (this.#mayHaveMore && prefetch > this.#unsettled.size) return 0
    return Math.max(1, Number(next![0]?.[0] ?? Infinity) - clock.now().getTime())
  }

  #deliver(message: WireMessage, owner: number): void {
    const { receive } = this.#options
    this.#unsettled.set(message.id, owner)
    receive({
      message,
      acknowledge: () => this.#settle('acknowledged', message.id, owner),
      requeue: () => this.#settle('requeued', message.id, owner),
    })
  }

  async #settle(kind: Settle['kind'], id: string, owner: number): Promise<void> {
    const { settle, address } = this.#options
    await settle({ kind, id, address, owner })
    this.#unsettled.delete(id)
    if (this.#mayHaveMore) void this.#looking.now()
  }
}

function messageOf([id, body, headers]: Row): WireMessage {
  return { id: id!, body: body!, headers: JSON.parse(headers!) as Record<string, string> }
}

/** Updates return rows in no order. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  const [due, position] = [3, 4] as const
  const compare = (a: Row, b: Row) =>
    a[due]! < b[due]! ? -1 : a[due]! > b[due]! ? 1 : Number(a[position]) - Number(b[position])
  return [...rows].sort(compare)
}
