import type { UnitCommand } from './unit-of-work.js'

/** What a unit of work commits besides the writes of its session: the mark of the message that is handled, and what is sent. */
export interface UnitPart {
  /** First of all: what raises here keeps the rest from being run. */
  before(): readonly UnitCommand[]
  /** Behind everything else. Taken by this: a unit that fails takes it along. */
  after(): readonly UnitCommand[]
  /** Must not throw. */
  committed(): void
  /** Nothing was written, or nobody knows. Must not throw. */
  failed(error: unknown): void
}
