import { ConcurrencyError } from '../errors.js'
import { onError, type ErrorRule } from '../messaging/error-rule.js'
import { MissingProcessError } from './errors.js'

/**
 * What holds for the handlers of all processes, after what their class says. Whoever lost against another message reads and
 * decides again; a message that is early waits for the one that starts the process.
 */
export const processErrors: readonly ErrorRule[] = [
  onError(ConcurrencyError, ({ kind }) => kind === 'version')
    .retry({ milliseconds: 25 }, { milliseconds: 100 }, { milliseconds: 400 })
    .withJitter(),
  onError(MissingProcessError).scheduleRetry({ seconds: 5 }, { seconds: 30 }, { minutes: 2 }),
]
