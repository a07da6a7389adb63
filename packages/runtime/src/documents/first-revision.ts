import { randomInt } from 'node:crypto'

// Leaves a document more than a thousand million updates within `int`.
const limit = 2 ** 30

/**
 * The revision of a document that is inserted: anything, because somebody may have deleted one of the same id. Counted
 * from 1, the new one would come to the revision a session has seen of the old, and be overwritten in its place. A sequence
 * would not help: updates of the old one count past it.
 */
export function firstRevision(): number {
  return randomInt(1, limit)
}
