import type { Pool } from 'pg'
import type { Clock } from '../core/clock.js'
import { newId } from '../core/new-id.js'
import type { Logger } from '../core/logger.js'
import { DatabaseUnavailableError } from '../errors.js'
import type { SentEnvelope } from '../messaging/envelope.js'
import type {
  DeadLetterReason,
  Leaving,
  MessageStore,
  Origin,
  Taking,
} from '../messaging/message-store.js'
import { flush } from '../postgres/flush.js'
import { wasSent } from '../postgres/unsent.js'
import { commitUnit, type UnitCommand } from '../postgres/unit-of-work.js'
import { Batches } from './batches.js'
import { commandsOf, receivedOf, type Change, type Writing } from './changes.js'
import { Doubts } from './doubts.js'
import { Duties } from './duties.js'
import { handledCommands } from './handled-commands.js'
import { Lookout } from './lookout.js'
import { Node } from './node.js'
import type { NodeParts } from './node-parts.js'
import { Notices, tellAll } from './notices.js'
import { byIndex } from './sql/by-index.js'
import * as inbox from './sql/inbox.js'
import { giveBackAllTables, removeNode } from './sql/nodes.js'
import { nextDue } from './sql/next-due.js'
import { Ticker } from './ticker.js'
import { tellUnclaimed } from './unclaimed.js'
import { queueCommand, queueTopic } from './queue-rows.js'
import { inboxCommand, outboxCommand, type StoredRow } from './stored-rows.js'

/** How nodes that share a database keep messages. */
export interface DurabilityOptions {
  /**
   * How long a node may be silent before its messages are given to others, in milliseconds. A process that hangs for longer
   * than that may handle a message twice, unless its handler commits through a session. Default: 30_000.
   */
  readonly silentAfterMs?: number
  /** How often a node looks for waiting messages that nobody told it of, in milliseconds. Default: 1000. */
  readonly pollMs?: number
  /** How long a handled message is known, so that a second delivery is dropped, in milliseconds. Default: 300_000. */
  readonly keepHandledMs?: number
}

export interface PgMessageStoreOptions extends DurabilityOptions {
  readonly pool: Pool
  /** For the connection that listens; the pool's own. */
  readonly connectionString: string
  readonly clock: Clock
  readonly logger: Logger
}

/** Changes in one commit: with more, those that come meanwhile would wait longer than the commit saves. */
const mostTogether = 1000

/** Messages in Postgres. */
export class PgMessageStore implements MessageStore {
  readonly #pool: Pool
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #keepHandledMs: number
  /** For what else takes rows for this node: the Postgres queues. */
  readonly parts: NodeParts
  readonly #node: Node
  readonly #doubts: Doubts
  readonly #notices: Notices
  readonly #lookout: Lookout
  readonly #duties: Duties
  readonly #unclaimed: Ticker
  #taking: Taking | undefined
  readonly #changes: Batches<Change, readonly SentEnvelope[]>

  constructor(options: PgMessageStoreOptions) {
    const { pool, connectionString, clock, logger } = options
    const { silentAfterMs = 30_000, pollMs = 1000, keepHandledMs = 300_000 } = options
    this.#pool = pool
    this.#clock = clock
    this.#logger = logger
    this.#keepHandledMs = keepHandledMs
    // Three beats may be late.
    this.#node = new Node({
      pool,
      logger,
      heartbeatMs: silentAfterMs / 4,
      onOthers: (count) => {
        this.#notices.othersAre(count)
      },
    })
    this.#doubts = new Doubts(pool)
    this.#notices = new Notices(pool, connectionString)
    this.parts = {
      pool,
      logger,
      node: this.#node,
      doubts: this.#doubts,
      notices: this.#notices,
      pollMs,
      lookers: new Set(),
    }
    this.#lookout = new Lookout({ ...this.parts, clock })
    this.#duties = new Duties({
      pool,
      logger,
      node: this.#node,
      notices: this.#notices,
      everyMs: silentAfterMs / 3,
      silentAfterMs,
    })
    this.#unclaimed = new Ticker(silentAfterMs, logger, () => this.#tellUnclaimed())
    this.#changes = new Batches({
      write: (changes) => this.#write(changes),
      limit: mostTogether,
      // What a broker still has, it delivers again.
      keeps: (change) => change.kind !== 'received',
    })
  }

  storeCommands(leaving: readonly Leaving[]): readonly UnitCommand[] {
    if (leaving.length === 0) return []
    const now = this.#clock.now()
    const owner = this.#node.numberIfStarted
    const rowOf = (each: Leaving) => {
      const { scheduledFor } = each.envelope
      const isLater = scheduledFor !== undefined && scheduledFor > now
      const waits = isLater || (each.kept !== 'queue' && each.waits === true)
      return { ...each, owner: waits ? undefined : owner, dueAt: isLater ? scheduledFor : now }
    }
    const rows = leaving.map(rowOf)
    const inboxRows = rows.filter((row) => row.kept === 'inbox')
    const outboxRows = rows.filter((row) => row.kept === 'outbox')
    const queueRows = rows.filter((row) => row.kept === 'queue')
    const commands: UnitCommand[] = []
    if (inboxRows.length > 0) commands.push(inboxCommand(inbox.storeInbox, inboxRows))
    if (outboxRows.length > 0) commands.push(outboxCommand(outboxRows))
    if (queueRows.length > 0) commands.push(queueCommand(queueRows, now))
    const last = commands.length - 1
    commands[last] = {
      ...commands[last]!,
      settled: (outcome) => {
        if (outcome === 'committed') this.#stored(rows)
        else if (owner !== undefined) this.#doubtStored(owner, rows)
      },
    }
    return commands
  }

  handledCommands(envelope: SentEnvelope, from: Origin): readonly UnitCommand[] {
    return handledCommands(envelope, from, this.#moment())
  }

  async commit(commands: readonly UnitCommand[]): Promise<void> {
    await commitUnit(this.#pool, commands)
  }

  async markHandled(envelope: SentEnvelope, from: Origin): Promise<void> {
    if (from === 'memory') return
    await this.#changes.add({ kind: 'handled', from, envelopes: [envelope] })
  }

  async storeIncoming(envelopes: readonly SentEnvelope[]): Promise<readonly SentEnvelope[]> {
    if (envelopes.length === 0) return []
    return this.#changes.add({ kind: 'received', envelopes })
  }

  async divide(
    whole: SentEnvelope,
    from: 'local' | 'received',
    parts: readonly SentEnvelope[],
  ): Promise<readonly SentEnvelope[]> {
    return this.#changes.add({ kind: 'divided', from, whole, parts })
  }

  async rescheduleIncoming(envelope: SentEnvelope, from: Origin, at: Date): Promise<void> {
    await this.#changes.add({ kind: 'rescheduled', from, envelope, at })
    this.#lookout.expectAt(at)
  }

  async deadLetter(
    envelope: SentEnvelope,
    from: Origin | 'outbox',
    why: DeadLetterReason,
  ): Promise<'stored' | 'gone'> {
    const change = { kind: 'dead', id: newId(), from, envelope, why } as const
    return (await this.#changes.add(change)).length > 0 ? 'stored' : 'gone'
  }

  async confirmSent(envelopes: readonly SentEnvelope[]): Promise<void> {
    if (envelopes.length > 0) await this.#changes.add({ kind: 'confirmed', envelopes })
  }

  async start(taking: Taking): Promise<void> {
    await this.#node.start()
    this.#duties.start()
    this.#notices.onNotice((topic) => {
      if (topic === '') void this.#lookout.look()
    })
    this.#notices.start()
    this.#taking = taking
    await this.#tellUnclaimed()
    this.#unclaimed.start()
    this.#lookout.start(taking)
  }

  async stop(): Promise<void> {
    if (this.#node.numberIfStarted === undefined) return
    const parts = [this.#lookout, this.#duties, this.#unclaimed, this.#changes]
    await Promise.all(parts.map((each) => each.stop()))
    await this.#node.stop()
    try {
      const statements = [...giveBackAllTables, removeNode]
      const gone = statements.map((statement) => ({ statement, values: [this.#me] }))
      // Also to one that has just come, and has not been heard yet.
      await commitUnit(this.#pool, [...gone, tellAll])
    } catch (error) {
      this.#logger.warn(
        'the messages of this node could not be given back: others take them when it was silent for a while',
        { error },
      )
    }
    await this.#notices.stop()
  }

  async look(): Promise<void> {
    await Promise.all([this.#lookout.look(), ...[...this.parts.lookers].map((look) => look())])
  }

  async nextDue(): Promise<Date | undefined> {
    const now = this.#clock.now().toISOString()
    const [rows = []] = await flush(this.#pool, [{ statement: nextDue, values: [now] }])
    const due = rows[0]?.[0] ?? null
    return due === null ? undefined : new Date(Number(due))
  }

  hasRoom(destination: string): void {
    this.#lookout.hasRoom(destination)
  }

  async #tellUnclaimed(): Promise<void> {
    if (this.#taking !== undefined) await tellUnclaimed(this.#pool, this.#taking)
  }

  get #me(): string {
    return String(this.#node.number)
  }

  #moment(): Writing {
    return {
      owner: this.#node.number,
      now: this.#clock.now(),
      keepHandledMs: this.#keepHandledMs,
    }
  }

  async #write(changes: readonly Change[]): Promise<readonly (readonly SentEnvelope[])[]> {
    const writing = this.#moment()
    const { commands, writtenOf } = commandsOf(changes, writing)
    const received = changes.flatMap(receivedOf)
    try {
      const [, ...replies] = await commitUnit(this.#pool, [byIndex, ...commands])
      const written = writtenOf(replies)
      this.#doubts.forget(written.flat())
      return written
    } catch (error) {
      const mayBeThere = error instanceof DatabaseUnavailableError && wasSent(error)
      if (mayBeThere && received.length > 0) {
        this.#doubts.add(writing.owner, { kept: 'inbox', envelopes: received })
      }
      throw error
    }
  }

  #stored(rows: readonly (StoredRow & Leaving)[]): void {
    const now = this.#clock.now()
    for (const row of rows) {
      if (row.kept === 'queue') this.#notices.say(queueTopic(row.address))
      else if (row.dueAt > now) this.#lookout.expectAt(row.dueAt)
      else if (row.owner === undefined) this.#lookout.expectMore(row.envelope.destination)
    }
  }

  #doubtStored(owner: number, rows: readonly (StoredRow & Leaving)[]): void {
    for (const kept of ['inbox', 'outbox'] as const) {
      const envelopes = rows.filter((row) => row.kept === kept).map(({ envelope }) => envelope)
      if (envelopes.length > 0) this.#doubts.add(owner, { kept, envelopes })
    }
  }
}
