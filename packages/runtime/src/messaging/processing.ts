import type { Place } from './place.js'
import type { EndpointOverrides, Processing } from './messaging-definition.js'
import type { Work } from './work.js'
import { WorkQueue, type QueueOptions } from './work-queue.js'

export interface QueueHooks {
  readonly run: (work: Work, place: Place) => void
}

/** Of buffered and durable processing, where nothing else is said. */
export const defaultLimits = { max: 1000, restart: 500 } as const
export const defaultParallel = 10

/** The queue in memory behind a listener, or of a local queue. */
export function workQueueOf(
  processing: Processing,
  { run }: QueueHooks,
  hooks: Partial<QueueOptions> = {},
): WorkQueue {
  if (processing.mode === 'inline') {
    const parallel = processing.listeners ?? 1
    return new WorkQueue({ parallel, byGroup: false, limits: defaultLimits, run, ...hooks })
  }
  const { parallel = defaultParallel, order = 'any' } = processing
  return new WorkQueue({
    parallel: order === 'strict' ? 1 : parallel,
    byGroup: order === 'by-group',
    limits: limitsOf(processing.limits),
    run,
    ...hooks,
  })
}

function limitsOf({ max = defaultLimits.max, restart }: { max?: number; restart?: number } = {}) {
  return { max, restart: Math.min(restart ?? Math.floor(max / 2), max) }
}

/** What one environment does differently, and what the application has said of all endpoints. */
export function processingOf(
  processing: Processing,
  isDurable: boolean,
  { listeners, parallel, limits }: EndpointOverrides = {},
): Processing {
  const durable: Processing =
    isDurable && processing.mode !== 'durable'
      ? {
          ...(processing.mode === 'inline' ? { parallel: processing.listeners ?? 1 } : processing),
          mode: 'durable',
        }
      : processing
  if (durable.mode === 'inline') {
    return { ...durable, ...(listeners === undefined ? {} : { listeners }) }
  }
  return {
    ...durable,
    ...(parallel === undefined ? {} : { parallel }),
    ...(limits === undefined ? {} : { limits: { ...durable.limits, ...limits } }),
  }
}
