import type { Clock } from '../core/clock.js'
import { DatabaseUnavailableError } from '../errors.js'
import type { Room, Taking } from '../messaging/message-store.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { flush, type Row } from '../postgres/flush.js'
import type { Command, Statement } from '../postgres/statement.js'
import { wasSent } from '../postgres/unsent.js'
import { envelopeOf } from './envelope-row.js'
import { Looking } from './looking.js'
import type { NodeParts } from './node-parts.js'
import { byIndex } from './sql/by-index.js'
import { nextInbox, takeInbox } from './sql/inbox.js'
import { nextOutbox, takeOutbox } from './sql/outbox.js'

/** The most that one look takes of one destination. */
const largestTake = 500
export interface LookoutParts extends NodeParts {
  readonly clock: Clock
}

/**
 * Takes waiting rows as they become due and there is room for them. Where a look brought as many as it asked for, more may
 * wait, and `hasRoom` makes it look again.
 */
export class Lookout {
  readonly #parts: LookoutParts
  readonly #looking: Looking
  /** Destinations of which more may wait than there was room for. */
  readonly #more = new Set<string>()
  #taking: Taking | undefined

  constructor(parts: LookoutParts) {
    this.#parts = parts
    this.#looking = new Looking({ ...parts, look: () => this.#look() })
  }

  start(taking: Taking): void {
    this.#taking = taking
    this.#looking.start()
  }

  stop(): Promise<void> {
    return this.#looking.stop()
  }

  /** Resolves when everything was taken that is due now and has room. */
  look(): Promise<void> {
    return this.#looking.now()
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
    this.#looking.within(due.getTime() - this.#parts.clock.now().getTime())
  }

  async #look(): Promise<number> {
    const { pool, clock, node, doubts } = this.#parts
    const { incoming, outgoing } = this.#taking!.room()
    const now = clock.now()
    const owner = node.number
    const look = node.nextLook()
    const commands = [
      takeCommand(takeInbox, incoming, { owner, look, now }),
      takeCommand(takeOutbox, outgoing, { owner, look, now }),
      nextCommand(nextInbox, incoming, now),
      nextCommand(nextOutbox, outgoing, now),
    ]
    const asked = commands.filter((each) => each !== undefined)
    await doubts.settle()
    if (asked.length === 0) return Infinity
    const replies = await flush(pool, [byIndex, ...asked]).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailableError && wasSent(error)) {
        doubts.add(owner, { kept: 'look', look })
      }
      throw error
    })
    // It gives back what it has.
    if (this.#looking.isStopped) return Infinity
    const rowsOf = (place: number): readonly Row[] => {
      const command = commands[place]
      return command === undefined ? [] : replies[1 + asked.indexOf(command)]!
    }
    const hasMore = [
      this.#hand(rowsOf(0), incoming, 'inbox'),
      this.#hand(rowsOf(1), outgoing, 'outbox'),
    ]
    if (hasMore.includes('more')) return 0
    const next = [rowsOf(2), rowsOf(3)].map(([row]) => Number(row?.[0] ?? Infinity))
    return Math.max(1, Math.min(...next) - now.getTime())
  }

  /** Whether there was room for more than one look takes. */
  #hand(rows: readonly Row[], rooms: readonly Room[], kept: 'inbox' | 'outbox'): 'more' | 'all' {
    const taken = new Map<string, number>()
    const envelopes = inOrder(rows).map(envelopeOf)
    for (const { destination } of envelopes) {
      taken.set(destination, (taken.get(destination) ?? 0) + 1)
    }
    if (envelopes.length > 0) {
      if (kept === 'inbox') this.#taking!.incoming(envelopes)
      else this.#taking!.outgoing(envelopes)
    }
    const caughtUp: string[] = []
    let left: 'more' | 'all' = 'all'
    for (const { destination, count } of rooms) {
      const found = taken.get(destination) ?? 0
      if (found < Math.min(count, largestTake)) {
        this.#more.delete(destination)
        caughtUp.push(destination)
        continue
      }
      this.#more.add(destination)
      if (count > largestTake) left = 'more'
    }
    this.#taking!.caughtUp(kept, caughtUp)
    return left
  }
}

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
