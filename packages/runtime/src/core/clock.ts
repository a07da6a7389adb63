/** Where the time comes from; a test sets its own. */
export interface Clock {
  now(): Date
}
