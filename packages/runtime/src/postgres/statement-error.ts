import type { DatabaseError } from 'pg'
import { RuntimeError } from '../errors.js'

/** Where a statement stood among those it was sent with. */
export interface StatementPlace {
  /** Counted from 0; the number of statements when it was the commit that failed. */
  readonly index: number
  readonly count: number
  readonly text: string | undefined
}

/** Postgres answered a statement, or the commit, with an error. Nothing of what was sent with it was written. */
export class StatementError extends RuntimeError {
  readonly code = 'ERR_STATEMENT'
  readonly sqlState: string
  /** Which of the statements sent together it was, counted from 0; their number when it was the commit. */
  readonly index: number
  readonly statement: string | undefined
  declare readonly cause: DatabaseError

  constructor(cause: DatabaseError, place: StatementPlace) {
    super(
      `Postgres refused ${describe(place)}: ${cause.message} (SQLSTATE ${cause.code ?? '?'})${hint(cause)}`,
      {
        cause,
      },
    )
    this.sqlState = cause.code ?? ''
    this.index = place.index
    this.statement = place.text
  }
}

function describe({ index, count, text }: StatementPlace): string {
  if (text === undefined) return `the commit of ${count} statements`
  return `statement ${index + 1} of ${count}, "${text.trim().replace(/\s+/g, ' ')}"`
}

function hint({ code = '' }: DatabaseError): string {
  return hints[code] ?? ''
}

const behindPooler = '. Behind a pooler, add "?prepare=false" to DATABASE_URL.'
const noTables =
  '. Tables are made when the application starts in development (NODE_ENV is not "production").'
const hints: Readonly<Record<string, string>> = {
  '26000': behindPooler,
  '42P05': behindPooler,
  '42P01': noTables,
  '3F000': noTables,
}
