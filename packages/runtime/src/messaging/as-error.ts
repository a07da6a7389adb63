import { inspect } from 'node:util'

/** What was thrown, which may be anything, as an error. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  return new Error(`Something was thrown that is no error: ${describe(thrown)}`, { cause: thrown })
}

function describe(thrown: unknown): string {
  return typeof thrown === 'object'
    ? inspect(thrown, { depth: 1 })
    : `${typeof thrown} ${inspect(thrown)}`
}
