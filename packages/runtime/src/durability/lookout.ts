import type { Pool } from 'pg'
import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import { DatabaseUnavailableError } from '../errors.js'
import type { Room, Taking } from '../messaging/message-store.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { flush, type Row } from '../postgres/flush.js'
import type { Command, Statement } from '../postgres/statement.js'
import type { Doubts } from './doubts.js'
import { envelopeOf } from './envelope-row.js'
import type { Node } from './node.js'
import { nextInbox, takeInbox } from './sql/inbox.js'
import { nextOutbox, takeOutbox } from './sql/outbox.js'

/** The most that one look takes of one destination. */
const largestTake = 500
/** A clock that stands just before the next due time must not make us look without end. */
const shortestWaitMs = 20

export interface LookoutParts {
  readonly pool: Pool
  readonly clock: Clock
  readonly logger: Logger
  readonly node: Node
  readonly doubts: Doubts
  /** How long it waits at most until it looks again. */
  readonly pollMs: number
}

/**
 * Takes waiting rows as they become due and there is room for them.
 *
 * *Looking* while the database is asked, one question at a time; asked to look meanwhile, it looks once more. Where a look brought as many
 * as it asked for, more may wait, and `hasRoom` makes it look again. Otherwise it is *waiting*: for the next due time, a notice,
 * or the poll, whichever comes first. When the database is away it waits for the poll.
 */
export class Lookout {
  readonly #parts: LookoutParts
  /** Destinations of which more may wait than there was room for. */
  readonly #more = new Set<string>()
  #taking: Taking | undefined
  #looking: Promise<void> | undefined
  #again = false
  #timer: NodeJS.Timeout | undefined
  #wakesAt = Infinity
  #looks = 0
  #isAway = false

  constructor(parts: LookoutParts) {
    this.#parts = parts
  }

  start(taking: Taking): void {
    this.#taking = taking
    void this.look()
  }

  async stop(): Promise<void> {
    this.#taking = undefined
    clearTimeout(this.#timer)
    await this.#looking
  }

  /** Resolves when everything was taken that is due now and has room. */
  look(): Promise<void> {
    if (this.#taking === undefined) return Promise.resolve()
    this.#again = true
    this.#looking ??= this.#run().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  hasRoom(destination: string): void {
    if (this.#more.has(destination)) void this.look()
  }

  /** A row was left to wait, without there being room for it. */
  expectMore(destination: string): void {
    this.#more.add(destination)
  }

  /** A row was stored that is due then. */
  expectAt(due: Date): void {
    this.#wakeIn(due.getTime() - this.#parts.clock.now().getTime())
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    this.#wakesAt = Infinity
    let nextInMs = Infinity
    try {
      while (this.#taking !== undefined && this.#again) {
        this.#again = false
        nextInMs = await this.#lookOnce(this.#taking)
      }
      this.#isAway = false
    } catch (error) {
      this.#report(error)
    }
    this.#wakeIn(nextInMs)
  }

  async #lookOnce(taking: Taking): Promise<number> {
    const { pool, clock, node, doubts } = this.#parts
    const { incoming, outgoing } = taking.room()
    const now = clock.now()
    const look = ++this.#looks
    const owner = node.number
    const commands = [
      takeCommand(takeInbox, incoming, { owner, look, now }),
      takeCommand(takeOutbox, outgoing, { owner, look, now }),
      nextCommand(nextInbox, incoming, now),
      nextCommand(nextOutbox, outgoing, now),
    ]
    const asked = commands.filter((each) => each !== undefined)
    if (asked.length === 0) return Infinity
    await doubts.settle()
    const replies = await flush(pool, asked).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailableError) doubts.add(owner, { kept: 'look', look })
      throw error
    })
    // It was stopped meanwhile, and gives back what it has.
    if (this.#taking !== taking) return Infinity
    const rowsOf = (place: number): readonly Row[] => {
      const command = commands[place]
      return command === undefined ? [] : replies[asked.indexOf(command)]!
    }
    this.#hand(rowsOf(0), incoming, (envelopes) => {
      taking.incoming(envelopes)
    })
    this.#hand(rowsOf(1), outgoing, (envelopes) => {
      taking.outgoing(envelopes)
    })
    const next = [rowsOf(2), rowsOf(3)].map(([row]) => Number(row?.[0] ?? Infinity))
    return Math.min(...next) - now.getTime()
  }

  #hand(rows: readonly Row[], rooms: readonly Room[], take: Hand): void {
    const taken = new Map<string, number>()
    const envelopes = inOrder(rows).map(envelopeOf)
    for (const { destination } of envelopes) {
      taken.set(destination, (taken.get(destination) ?? 0) + 1)
    }
    if (envelopes.length > 0) take(envelopes)
    for (const { destination, count } of rooms) {
      const found = taken.get(destination) ?? 0
      if (found === 0 && count > 0) this.#more.delete(destination)
      if (found < Math.min(count, largestTake)) continue
      this.#more.add(destination)
      // The rest of the room is filled at once; where there is none, `hasRoom` will say so.
      if (count > largestTake) this.#again = true
    }
  }

  #wakeIn(ms: number): void {
    if (this.#taking === undefined) return
    const { pollMs } = this.#parts
    const inMs = Math.max(shortestWaitMs, Math.min(ms, pollMs))
    const at = performance.now() + inMs
    if (at >= this.#wakesAt) return
    clearTimeout(this.#timer)
    this.#wakesAt = at
    this.#timer = setTimeout(() => void this.look(), inMs)
  }

  #report(error: unknown): void {
    const { logger } = this.#parts
    const isAway = error instanceof DatabaseUnavailableError
    if (!isAway) logger.error('waiting messages could not be taken', { error })
    else if (!this.#isAway) logger.warn('messages wait for the database', { error })
    this.#isAway = isAway
  }
}

type Hand = (envelopes: readonly ReturnType<typeof envelopeOf>[]) => void

interface Look {
  readonly owner: number
  readonly look: number
  readonly now: Date
}

function takeCommand(
  statement: Statement,
  rooms: readonly Room[],
  { owner, look, now }: Look,
): Command | undefined {
  const open = rooms.filter(({ count }) => count > 0)
  if (open.length === 0) return undefined
  return {
    statement,
    values: [
      String(owner),
      String(look),
      arrayLiteral(open.map(({ destination }) => destination)),
      arrayLiteral(open.map(({ count }) => String(Math.min(count, largestTake)))),
      now.toISOString(),
    ],
  }
}

function nextCommand(statement: Statement, rooms: readonly Room[], now: Date): Command | undefined {
  if (rooms.length === 0) return undefined
  const destinations = arrayLiteral(rooms.map(({ destination }) => destination))
  return { statement, values: [destinations, now.toISOString()] }
}

/** Updates return rows in no order; ids of one process sort by age. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  const [id, due] = [0, 7] as const
  const compare = (a: string | null, b: string | null) => (a! < b! ? -1 : a! > b! ? 1 : 0)
  return [...rows].sort((a, b) => compare(a[due]!, b[due]!) || compare(a[id]!, b[id]!))
}
