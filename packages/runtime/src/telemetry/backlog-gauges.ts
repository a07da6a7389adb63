import type { BatchObservableCallback, Meter } from '@opentelemetry/api'
import type { WatchedApp } from '../execution/instrumentation.js'

/** Counts what waits in the database, once for each time that metrics are collected. Returns what ends that. */
export function watchBacklog(meter: Meter, app: WatchedApp): () => void {
  const unit = '{message}'
  const inbox = meter.createObservableGauge('critter.inbox.waiting', {
    description: 'Messages that are due and not handled, at most 100,000.',
    unit,
  })
  const outbox = meter.createObservableGauge('critter.outbox.waiting', {
    description: 'Messages that are due and not sent, at most 100,000.',
    unit,
  })
  const deadLetters = meter.createObservableGauge('critter.dead_letters', {
    description: 'Messages that could not be handled or sent, at most 100,000.',
    unit,
  })
  const observe: BatchObservableCallback = async (result) => {
    try {
      const backlog = await app.backlog()
      result.observe(inbox, backlog.inbox)
      result.observe(outbox, backlog.outbox)
      result.observe(deadLetters, backlog.deadLetters)
    } catch (error) {
      // The database is away: there is nothing to say of it.
      app.failed(error)
    }
  }
  const gauges = [inbox, outbox, deadLetters]
  meter.addBatchObservableCallback(observe, gauges)
  return () => {
    meter.removeBatchObservableCallback(observe, gauges)
  }
}
