import { createHash } from 'node:crypto'

/** SQL with `$n` for every value, each of them cast, columns listed. */
export interface Statement {
  /** What Postgres remembers it by; empty when it is parsed each time. */
  readonly name: string
  readonly text: string
}

/** A value as it travels: Postgres' own text format, which the casts of the statement read. */
export type Value = string | null

/** A statement with its values. */
export interface Command {
  readonly statement: Statement
  readonly values: readonly Value[]
}

/**
 * A statement that is the same in every run of a program, prepared once per connection.
 *
 * The name is a hash of the text, so that two versions of a program behind one pooler do not disagree about it, and
 * 32 bytes long: Postgres cuts names at 63 bytes, and two that begin alike would then be one.
 */
export function constantStatement(text: string): Statement {
  return { name: `critter_${hashOf(text)}`, text }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
