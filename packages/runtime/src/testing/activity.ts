import type { Envelope } from '../messaging/envelope.js'
import type { MessageEvent } from '../messaging/observer.js'
import { TrackedMessages, type Messages } from './tracked-messages.js'
import type { Seen } from './tracker.js'

/** Everything that one act has caused, when all of it is finished. */
export interface Activity<T> {
  /** What the act resolved with. */
  readonly result: T
  /** Sent to somebody, at once. What is sent to two places is there twice. */
  readonly sent: Messages
  readonly received: Messages
  /** Handled to the end. */
  readonly executed: Messages
  /** To be delivered later: they are not waited for. */
  readonly scheduled: Messages
  /** One for each attempt that failed. */
  readonly failed: Messages
  readonly deadLettered: Messages
}

export function activityOf<T>(
  result: T,
  events: readonly MessageEvent[],
  open: (event: MessageEvent) => Envelope,
): Activity<T> {
  const of = (what: string, ...kinds: readonly MessageEvent['kind'][]): Messages =>
    new TrackedMessages(what, events.filter((each) => kinds.includes(each.kind)).map(open))
  return {
    result,
    sent: of('sent', 'sent'),
    received: of('received', 'received'),
    executed: of('executed', 'executed', 'stopped'),
    scheduled: of('scheduled', 'scheduled'),
    failed: of('failed', 'failed'),
    deadLettered: of('dead-lettered', 'dead-lettered'),
  }
}

/** Everything that happened, a line each: what a timeout prints. */
export function tableOf(seen: readonly Seen[]): string {
  if (seen.length === 0) return '  nothing happened to any message'
  const rows = seen.map(({ event: each, afterMs }) => [
    `+${afterMs} ms`,
    each.kind,
    each.envelope.messageName,
    'handler' in each ? each.handler : each.envelope.destination,
    each.envelope.id,
    saidBy(each),
  ])
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd(),
    )
    .join('\n')
}

function saidBy(event: MessageEvent): string {
  const error = 'error' in event ? event.error : undefined
  const reason = 'reason' in event ? event.reason : ''
  const message = error instanceof Error ? `${error.name}: ${error.message}` : ''
  return [reason, message].filter((each) => each !== '').join(': ')
}
