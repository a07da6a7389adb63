import type { EventStream } from './event-stream.js'

/** Appends what comes one by one; there may be nothing at all, and nothing among it. */
export async function appendAll<S extends object>(
  stream: EventStream<S>,
  events: Coming | null | undefined,
): Promise<void> {
  if (events === null || events === undefined) return
  for await (const event of events) {
    if (event !== null && event !== undefined) stream.append(event)
  }
}

type Coming = Iterable<object | null | undefined> | AsyncIterable<object | null | undefined>
