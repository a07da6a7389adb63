import type { SentEnvelope } from '../messaging/envelope.js'
import type { DeadLetterReason, Origin } from '../messaging/message-store.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import type { Replies, Row } from '../postgres/flush.js'
import type { Command } from '../postgres/statement.js'
import { deadLetterCommand } from './dead-letter-command.js'
import { keyTextOf, storable } from './envelope-row.js'
import * as inbox from './sql/inbox.js'
import * as outbox from './sql/outbox.js'
import { inboxCommand, keysOf } from './stored-rows.js'

/** What becomes of messages outside of a unit of work. Said twice, each has the effect of once. */
export type Change =
  | { readonly kind: 'handled'; readonly from: Origin; readonly envelopes: Envelopes }
  | { readonly kind: 'received'; readonly envelopes: Envelopes }
  | { readonly kind: 'confirmed'; readonly envelopes: Envelopes }
  | Divided
  | Rescheduled
  | Dead

type Envelopes = readonly SentEnvelope[]

export interface Divided {
  readonly kind: 'divided'
  readonly from: 'local' | 'received'
  readonly whole: SentEnvelope
  readonly parts: Envelopes
}

export interface Rescheduled {
  readonly kind: 'rescheduled'
  readonly from: Origin
  readonly envelope: SentEnvelope
  readonly at: Date
}

export interface Dead {
  readonly kind: 'dead'
  /** Of the dead letter. */
  readonly id: string
  readonly from: Origin | 'outbox'
  readonly envelope: SentEnvelope
  readonly why: DeadLetterReason
}

/** Who writes them, and when. */
export interface Writing {
  readonly owner: number
  readonly now: Date
  /** How long what is handled now is known. */
  readonly keepHandledMs: number
}

/** Changes as commands: one for all of a kind, as far as they can be written with one. */
export function commandsOf(changes: readonly Change[], writing: Writing): ChangeCommands {
  const { owner, now, keepHandledMs } = writing
  const commands: Command[] = []
  const me = String(owner)
  const known = String(keepHandledMs)
  const all = (isOf: (change: Change) => boolean): Envelopes =>
    changes.flatMap((each) => (isOf(each) && 'envelopes' in each ? each.envelopes : []))
  const handled = (from: Origin) => all((each) => each.kind === 'handled' && each.from === from)
  const add = (envelopes: Envelopes, command: (envelopes: Envelopes) => Command) => {
    if (envelopes.length > 0) commands.push(command(envelopes))
  }

  const received = all((each) => each.kind === 'received')
  add(received, () =>
    inboxCommand(
      inbox.storeIncoming,
      received.map((envelope) => ({ envelope, owner, dueAt: now })),
    ),
  )
  add(handled('local'), (them) => ({
    statement: inbox.markLocal,
    values: [...keysOf(them), me],
  }))
  add(handled('received'), (them) => ({
    statement: inbox.markReceived,
    values: [...keysOf(them), me, known],
  }))
  add(handled('broker'), (them) => ({
    statement: inbox.markBroker,
    values: [...keysOf(them), now.toISOString(), known, namesOf(them)],
  }))
  add(
    all((each) => each.kind === 'confirmed'),
    (them) => ({ statement: outbox.confirmSent, values: [...keysOf(them).slice(0, 2), me] }),
  )
  const telling = received.length > 0 ? [0] : []
  for (const each of changes) {
    if (each.kind === 'divided') telling.push(commands.push(divideCommand(each, writing)) - 1)
    if (each.kind === 'rescheduled') commands.push(rescheduleCommand(each, me))
    if (each.kind === 'dead') telling.push(commands.push(deadLetterCommand(each, writing)) - 1)
  }
  return {
    commands,
    writtenOf: (replies) => writtenOf(changes, keysIn(telling.flatMap((place) => replies[place]!))),
  }
}

/** What a change makes rows of that were not there before, as far as it does. */
export function receivedOf(change: Change): Envelopes {
  if (change.kind === 'received') return change.envelopes
  return change.kind === 'divided' ? change.parts : []
}

export interface ChangeCommands {
  readonly commands: readonly Command[]
  /** Of each change the messages that it has made rows of: new ones of the inbox, or a dead letter. */
  readonly writtenOf: (replies: Replies) => readonly Envelopes[]
}

function keysIn(rows: readonly Row[]): Set<string> {
  return new Set(rows.map((row) => row.join(' ')))
}

function writtenOf(changes: readonly Change[], keys: Set<string>): readonly Envelopes[] {
  return changes.map((each) => {
    if (each.kind === 'dead') return keys.has(each.id) ? [each.envelope] : []
    // One that came twice at a time is new once.
    return receivedOf(each).filter((one) => keys.delete(keyTextOf(one)))
  })
}

function divideCommand(
  { from, whole, parts }: Divided,
  { owner, now, keepHandledMs }: Writing,
): Command {
  const { id, destination, handler = '' } = whole
  const isLocal = from === 'local'
  const { statement, values } = inboxCommand(
    isLocal ? inbox.divideLocal : inbox.divideReceived,
    parts.map((envelope) => ({ envelope, owner, dueAt: now })),
  )
  const key = [id, destination, handler, String(owner)]
  return { statement, values: [...values, ...key, ...(isLocal ? [] : [String(keepHandledMs)])] }
}

function rescheduleCommand({ envelope, from, at }: Rescheduled, me: string): Command {
  if (from === 'broker' || from === 'memory') {
    return inboxCommand(inbox.storeIncoming, [{ envelope, owner: undefined, dueAt: at }])
  }
  const { id, destination, handler = '', attempt } = envelope
  return {
    statement: inbox.reschedule,
    values: [id, destination, handler, me, at.toISOString(), String(attempt)],
  }
}

export function namesOf(envelopes: Envelopes): string {
  return arrayLiteral(envelopes.map(({ messageName }) => storable(messageName)))
}
