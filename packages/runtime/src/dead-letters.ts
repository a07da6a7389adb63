import type { DeadLetters } from './durability/dead-letters.js'
import { PgDeadLetters } from './durability/pg-dead-letters.js'
import { connect } from './postgres/connect.js'

export type {
  DeadLetter,
  DeadLetterDetails,
  DeadLetterFilter,
  DeadLetterPage,
  DeadLetters,
  ListDeadLetters,
  WhichDeadLetters,
} from './durability/dead-letters.js'

/** Dead letters of a database, without an application: for tools. Inside of one, `app.deadLetters` is the same. */
export function openDeadLetters(connectionString: string): DeadLetters & {
  /** Ends the connection; without it, the process does not end. */
  close(): Promise<void>
} {
  const pool = connect({ connectionString, max: 1 })
  const letters = new PgDeadLetters(pool)
  return Object.assign(letters, { close: () => pool.end() })
}
