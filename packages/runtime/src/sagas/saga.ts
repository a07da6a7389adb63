import { assign } from '../core/data.js'

const completed = new WeakSet<object>()

/** Whether `markCompleted` was called. */
export function isCompleted(saga: object): boolean {
  return completed.has(saga)
}

/** It is about to be stored. */
export function nextVersion(saga: object): void {
  const state = saga as { version: number }
  state.version++
}

abstract class SagaState {
  /** How often it was saved: 0 before it was stored for the first time. Set when it is. */
  readonly version: number = 0

  constructor(values?: object) {
    assign(this, values)
  }

  /** Whether this saga has come to its end: then its state is deleted with the commit. */
  isCompleted(): boolean {
    return isCompleted(this)
  }

  /** Ends the saga: its state is deleted with the commit, and later messages find none. */
  protected markCompleted(): void {
    completed.add(this)
  }
}

/**
 * State that several messages share, kept between them: `class ImageSaga extends Saga<{ id: string; customerId: string }>`.
 * Returned from a handler or an endpoint it is started.
 */
export const Saga: abstract new <T extends { readonly id: string | number }>(
  values: T,
) => SagaState & T = SagaState as never
