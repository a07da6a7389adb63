import type { Instrumentation, Watched, WatchedApp } from '../execution/instrumentation.js'

/** Propagators, samplers and processors are anybody's code. What they throw must neither fail a request nor lose a message. */
export function guarded(
  { request, sending, attempt, stop }: Instrumentation,
  { failed }: WatchedApp,
): Instrumentation {
  const tryTo = <T>(act: () => T, otherwise: T): T => {
    try {
      return act()
    } catch (error) {
      failed(error)
      return otherwise
    }
  }
  const safe = <Outcome>(watched: Watched<Outcome>): Watched<Outcome> => ({
    run: watched.run,
    ended: (outcome) => {
      tryTo(() => {
        watched.ended(outcome)
      }, undefined)
    },
  })
  return {
    request: (given) => safe(tryTo(() => request(given), unwatched)),
    sending: (envelope) => {
      const watched = tryTo(() => sending(envelope), { envelope, released() {} })
      return {
        envelope: watched.envelope,
        released: () => {
          tryTo(() => {
            watched.released()
          }, undefined)
        },
      }
    },
    attempt: (given) => safe(tryTo(() => attempt(given), unwatched)),
    stop: () => {
      tryTo(stop, undefined)
    },
  }
}

const unwatched: Watched<unknown> = { run: (work) => work(), ended() {} }
