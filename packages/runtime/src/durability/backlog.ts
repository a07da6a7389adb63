import type { Pool } from 'pg'
import type { Backlog } from '../execution/instrumentation.js'
import { countRows } from './sql/backlog.js'

/** How much waits, for whoever watches: at most as many rows are read as are told. */
export async function countBacklog(pool: Pool, now: Date): Promise<Backlog> {
  const { rows } = await pool.query<{ inbox: number; outbox: number; dead_letters: number }>(
    countRows,
    [now, most],
  )
  const { inbox = 0, outbox = 0, dead_letters: deadLetters = 0 } = rows[0] ?? {}
  return { inbox, outbox, deadLetters }
}

const most = 100_000
