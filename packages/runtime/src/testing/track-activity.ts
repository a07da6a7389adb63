import { millisecondsOf, type Duration } from '../core/duration.js'
import type { CritterApp } from '../hosting/critter-app.js'
import { activityOf, tableOf, type Activity } from './activity.js'
import { openSent } from './open-sent.js'
import { Tracker, type Seen } from './tracker.js'

export interface TrackOptions {
  /** How long it may take in all. Default: 10 seconds. */
  readonly timeout?: Duration
  /** Whether messages may end among the dead letters. Default: `false`. */
  readonly allowErrors?: boolean
}

export function trackActivity<T>(
  app: CritterApp,
  act: () => T | Promise<T>,
  options: TrackOptions = {},
): Promise<Activity<T>> {
  return track(app, { act, follows: 'the act', ...options })
}

export interface Tracked<T> extends TrackOptions {
  readonly act: () => T | Promise<T>
  readonly follows: 'the act' | 'everything'
}

export async function track<T>(
  app: CritterApp,
  { act, follows, timeout = { seconds: 10 }, allowErrors = false }: Tracked<T>,
): Promise<Activity<T>> {
  const tracker = new Tracker((destination) => app.hears(destination), follows)
  const forget = app.observers.add(tracker.observe)
  try {
    const finished = tracker.run(async () => {
      const result = await act()
      // An answer is written before its execution is over.
      await app.executions.idle()
      await tracker.quiet()
      return result
    })
    const result = await within(timeout, finished, tracker.seen)
    if (!allowErrors) requireNoDeadLetters(tracker.seen)
    return activityOf(result, tracker.events, (each) => openSent(app, each.envelope))
  } finally {
    forget()
  }
}

/** What it waits for goes on behind its back when the time is over, so its failure must have somebody to hear of it. */
async function within<T>(
  timeout: Duration,
  finished: Promise<T>,
  seen: readonly Seen[],
): Promise<T> {
  finished.catch(() => {})
  const ms = millisecondsOf(timeout, 'timeout')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new Error(
          `Not everything that the act has caused was finished within ${ms} ms:\n${tableOf(seen)}\n` +
            'Raise it with the option "timeout", or look for a handler that never resolves.',
        ),
      )
    }, ms)
  })
  try {
    return await Promise.race([finished, late])
  } finally {
    clearTimeout(timer)
  }
}

function requireNoDeadLetters(seen: readonly Seen[]): void {
  const dead = seen.flatMap(({ event }) => (event.kind === 'dead-lettered' ? [event] : []))
  if (dead.length === 0) return
  const causes = dead.flatMap(({ error }) => (error === undefined ? [] : [error]))
  throw new Error(
    `${dead.length} of the messages went to the dead letters:\n${tableOf(seen)}\n` +
      'Pass { allowErrors: true } where that is meant.',
    causes.length === 0 ? {} : { cause: causes[0] },
  )
}
