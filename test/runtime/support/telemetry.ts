import { context, metrics, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type DataPoint,
} from '@opentelemetry/sdk-metrics'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'
import { onTestFinished } from 'vitest'

/** Registers the SDK, for one test: spans and metrics stay in memory. */
export function registerOpenTelemetry() {
  const spans = new InMemorySpanExporter()
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const provider = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(
    new CompositePropagator({
      propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
    }),
  )
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
  )
  metrics.setGlobalMeterProvider(provider)
  onTestFinished(async () => {
    await provider.shutdown()
    for (const each of [context, propagation, trace, metrics]) each.disable()
  })
  return {
    spans: (): readonly ReadableSpan[] => spans.getFinishedSpans(),
    named: (name: string): readonly ReadableSpan[] =>
      spans.getFinishedSpans().filter((each) => each.name === name),
    /** What was measured so far under a name. */
    async measured(name: string): Promise<readonly DataPoint<unknown>[]> {
      exporter.reset()
      await provider.forceFlush()
      const all = exporter.getMetrics().flatMap((each) => each.scopeMetrics)
      return all
        .flatMap((each) => each.metrics)
        .filter((each) => each.descriptor.name === name)
        .flatMap((each): readonly DataPoint<unknown>[] => each.dataPoints)
    },
  }
}

/** Whose child a span is. */
export function isChildOf(span: ReadableSpan, parent: ReadableSpan): boolean {
  return (
    span.spanContext().traceId === parent.spanContext().traceId &&
    span.parentSpanContext?.spanId === parent.spanContext().spanId
  )
}
