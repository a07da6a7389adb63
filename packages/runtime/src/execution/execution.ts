import type { Scope, Supplied } from './services.js'

/** Only what the runtime makes has it: an object made by hand may look like an execution in every other respect. */
export const isExecution = Symbol('execution')

/** One request that is answered, or one message that is handled, with what lives as long. */
export interface Execution extends Scope {
  readonly [isExecution]: true
  /** What the application supplies; a `PerExecution` is made once per execution and disposed at its end. */
  service<T>(supplied: Supplied<T>): T
  /** What it did not supply is made here, and disposed at the execution's end when it can be. */
  service<T>(supplied: Supplied<T> | undefined, make: () => T): T
}
