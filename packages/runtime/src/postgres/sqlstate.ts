import type { DatabaseError } from 'pg'

/** Whether Postgres itself answered with this error; the connection can be lost without an answer. */
export function isAnswer(error: unknown): error is DatabaseError {
  return (
    error instanceof Error && 'severity' in error && 'code' in error && error.code !== undefined
  )
}

/** The session ends with this answer. */
export function isFatal(error: DatabaseError): boolean {
  return error.severity === 'FATAL' || error.severity === 'PANIC'
}

/** Two transactions wait for each other; Postgres ended this one. */
export const deadlock = '40P01'

/** Serialization failure and deadlock: nothing was written, and the same again may work. */
export function isWorthRetrying(sqlState: string): boolean {
  return sqlState === '40001' || sqlState === deadlock
}

/** The server refuses work altogether: it shuts down, starts, or has no connection left. */
export function isUnavailable(sqlState: string): boolean {
  return (
    sqlState.startsWith('08') || // connection exceptions
    sqlState.startsWith('57P') || // shutdown, crash, starting up, database dropped
    sqlState === '53300' // too many connections
  )
}

/** A session was ended in the middle of its work: by an administrator, or by the crash of another. */
export function endsSessions(sqlState: string): boolean {
  return sqlState === '57P01' || sqlState === '57P02'
}

/** The server does not have a statement this connection prepared: somebody deallocated it. */
export function isForgotten(error: unknown): boolean {
  return isAnswer(error) && error.code === '26000'
}

/** Text that JavaScript can hold and Postgres cannot, found in JSON: `\u0000`, half a surrogate pair. */
export const unstorableText = ['22P02', '22P05'] as const

/** A number is beyond what its type holds. */
export const outOfRange = '22003'

/** A text is too long for an index that holds it whole. */
export const limitExceeded = '54000'

/** A row with this key is there already. */
export const uniqueViolation = '23505'

/** What our own statements raise, through `critter.refuse`. The class CR is nobody else's. */
export const refusal = {
  streamMissing: 'CR002',
  streamAmbiguous: 'CR003',
  streamChanged: 'CR004',
  streamArchived: 'CR005',
  documentExists: 'CR101',
  documentMissing: 'CR102',
  documentChanged: 'CR103',
  messageHandled: 'CR201',
} as const
