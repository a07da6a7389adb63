import { millisecondsOf, type Duration } from '../core/duration.js'
import type { CritterApp } from '../hosting/critter-app.js'
import type { Activity } from './activity.js'
import { ManualClock } from './manual-clock.js'
import { track } from './track-activity.js'

/** From one due time to the next: what becomes due may schedule something that becomes due on the way as well. */
export function advance(app: CritterApp, by: Duration): Promise<Activity<void>> {
  const clock = app.executions.clock
  if (!(clock instanceof ManualClock)) {
    throw new TypeError(
      'advance() moves a ManualClock, and the application was given another clock: leave "clock" out of the overrides.',
    )
  }
  const until = new Date(clock.now().getTime() + millisecondsOf(by, 'advance'))
  return track(app, {
    follows: 'everything',
    act: async () => {
      let due = await app.nextDue()
      while (due !== undefined && due <= until) {
        clock.set(due)
        await deliverDue(app)
        due = await app.nextDue()
      }
      clock.set(until)
      await deliverDue(app)
    },
  })
}

async function deliverDue(app: CritterApp): Promise<void> {
  await track(app, {
    follows: 'everything',
    allowErrors: true,
    act: () => app.look(),
  })
}
