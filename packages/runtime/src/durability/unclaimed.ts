import type { Pool } from 'pg'
import type { Room, Taking } from '../messaging/message-store.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { flush } from '../postgres/flush.js'
import { separator } from './application-name.js'
import { byIndex } from './sql/by-index.js'
import { unclaimedInbox, unclaimedOutbox } from './sql/unclaimed.js'

/** Tells of destinations of this application where rows wait that this node does not ask for. */
export async function tellUnclaimed(pool: Pool, taking: Taking): Promise<void> {
  const { incoming, outgoing } = taking.room()
  const [, inbox = [], outbox = []] = await flush(pool, [
    byIndex,
    { statement: unclaimedInbox, values: [namesOf(incoming)] },
    { statement: unclaimedOutbox, values: [namesOf(outgoing)] },
  ])
  // Those of other applications are theirs to judge.
  const ours = new Set(
    [...incoming, ...outgoing].map(({ destination }) => applicationOf(destination)),
  )
  const found = [
    ['inbox', inbox],
    ['outbox', outbox],
  ] as const
  for (const [kept, rows] of found) {
    const destinations = rows.map(([destination]) => destination!)
    const mine = destinations.filter((each) => ours.has(applicationOf(each)))
    if (mine.length > 0) taking.unclaimed(kept, mine)
  }
}

function applicationOf(destination: string): string {
  return destination.slice(0, destination.indexOf(separator) + 1)
}

function namesOf(rooms: readonly Room[]): string {
  return arrayLiteral(rooms.map(({ destination }) => destination))
}
