import type { Pool } from 'pg'
import { flush, type Replies } from './flush.js'
import { StatementError } from './statement-error.js'
import { InvalidValueError } from '../errors.js'
import { deadlock, isWorthRetrying, unstorableText } from './sqlstate.js'
import type { Command } from './statement.js'
import { wasSent } from './unsent.js'

/** A command of a unit of work, which knows what its refusal means. */
export interface UnitCommand extends Command {
  /** By SQLSTATE, the error a user should see. What is not listed is seen as it is. */
  readonly refused?: { readonly [sqlState: string]: (cause: StatementError) => Error }
  /** Called when the unit was committed, and when nobody knows whether it was; not when it has never left. */
  readonly settled?: (outcome: Outcome) => void
}

/** `unknown`: the connection was lost before the answer, and the commit may yet happen. */
export type Outcome = 'committed' | 'unknown'

/** For commands whose only unchecked value is JSON: what Postgres says of text that it cannot hold. */
export function refuseUnstorable(
  what: (cause: StatementError) => string,
): NonNullable<UnitCommand['refused']> {
  const refuse = (cause: StatementError) =>
    new InvalidValueError(
      `${what(cause)}: expected well-formed text without U+0000, which Postgres cannot store. ${cause.cause.detail ?? ''}`,
      { cause },
    )
  return Object.fromEntries(unstorableText.map((sqlState) => [sqlState, refuse]))
}

/** How often one unit is tried. */
const attempts = 4

/**
 * Writes the commands in one transaction and one round trip; none at all sends nothing.
 *
 * Tried again only when Postgres answered that it rolled back for a reason that may pass (serialization failure, deadlock).
 * A lost connection is never tried again: whether the unit was committed is not known.
 */
export async function commitUnit(pool: Pool, commands: readonly UnitCommand[]): Promise<Replies> {
  if (commands.length === 0) return []
  for (let attempt = 1; ; attempt++) {
    try {
      const replies = await flush(pool, commands)
      settle(commands, 'committed')
      return replies
    } catch (error) {
      if (!(error instanceof StatementError)) {
        if (wasSent(error)) settle(commands, 'unknown')
        throw error
      }
      if (!isWorthRetrying(error.sqlState) || attempt === attempts) {
        throw commands[error.index]?.refused?.[error.sqlState]?.(error) ?? error
      }
      await pause(error.sqlState, attempt)
    }
  }
}

function settle(commands: readonly UnitCommand[], outcome: Outcome): void {
  for (const { settled } of commands) settled?.(outcome)
}

/**
 * Random, so that two units that met do not meet again; and never nothing after a deadlock: whoever won it has yet to wake
 * up and take the lock, and would lose it to us and be the next victim. Finding a deadlock took Postgres a second anyway.
 */
function pause(sqlState: string, attempt: number): Promise<void> {
  const atLeastMs = sqlState === deadlock ? 100 : 0
  const delayMs = atLeastMs + Math.random() * 10 * 2 ** attempt
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}
