import { Data, type ErrorRule } from '@critter/runtime'
import { handler, messageMapping, startMessagingApp, type Context } from './messaging.js'

export class Task extends Data<{ n: number }> {}
export class Done extends Data<{ n: number }> {}

export const messages = [messageMapping(Task, 'task'), messageMapping(Done, 'done')]

export interface Failing {
  readonly handle: (task: Task, context: Context) => unknown
  readonly errors?: readonly ErrorRule[]
  readonly isDurable?: boolean
}

/** An application whose handler of tasks fails, and is given a moment to. */
export function startFailing({ handle, errors = [], isDurable = false }: Failing) {
  return startMessagingApp({
    messages,
    messaging: { durableInbox: isDurable ? 'all-listeners' : 'as-declared' },
    options: { handlerTimeout: { milliseconds: 50 } },
    handlers: () => [handler('task', handle, { errors }), handler('done', () => {})],
  })
}

export const reasonsOf =
  'select reason, error_name, error_message, attempt from critter.dead_letters'
