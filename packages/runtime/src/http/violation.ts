/** One thing that is wrong with a request. */
export interface Violation {
  /** Which member of the body, as an RFC 6901 pointer: `/items/0/name`; `''` is the body itself. */
  readonly pointer: string
  /** What was expected: `expected a string`. */
  readonly detail: string
}

/** How many violations an answer lists: a body of a megabyte may have half a million, an answer of 25 megabytes. */
export const shownViolations = 100

/** JSON value → T; every violation goes into the list; `undefined` when there is one. */
export type Decode<T> = (value: unknown, violations: Violation[]) => T | undefined

/** The same by a schema of the user, which may take its time. */
export type DecodeLater<T> = (
  value: unknown,
  violations: Violation[],
) => T | undefined | Promise<T | undefined>

/** A value beside the body that does not parse, or is required and absent. */
export interface ParameterViolation {
  readonly parameter: string
  readonly in: 'query' | 'header' | 'cookie'
  readonly detail: string
}
