import type { Work } from './work.js'

/** Where a message waits for its turn, and what may become of it there. */
export interface Place {
  finished(work: Work): void
  /** Keeps its place, and has another attempt after this time. */
  retry(work: Work, afterMs: number): void
  requeue(work: Work): void
  /** The same, in parts. */
  split(work: Work, parts: readonly Work[]): void
  keep(work: Work, pauseMs: number): void
  pause(forMs: number): void
  /** Whether an attempt has failed. */
  tried(outcome: 'handled' | 'failed'): void
}
