import { metrics, trace } from '@opentelemetry/api'
import type { Instrumentation, WatchedApp } from '../execution/instrumentation.js'
import { watchBacklog } from './backlog-gauges.js'
import { guarded } from './guarded.js'
import { attemptWatcher } from './watch-attempts.js'
import { requestWatcher } from './watch-requests.js'
import { sendingWatcher } from './watch-sendings.js'

const name = 'critter'

/**
 * Traces and metrics by OpenTelemetry, to whatever SDK is registered when the application starts: the API hands out meters that do
 * nothing to whoever comes before it.
 */
export function openTelemetry(app: WatchedApp): Instrumentation {
  const tracer = trace.getTracer(name, app.version)
  const meter = metrics.getMeter(name, app.version)
  const stop = watchBacklog(meter, app)
  return guarded(
    {
      request: requestWatcher(tracer, meter),
      sending: sendingWatcher(tracer, meter, app),
      attempt: attemptWatcher(tracer, meter, app),
      stop,
    },
    app,
  )
}
