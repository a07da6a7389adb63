// The applications of this process that stop when it is told to end.
const stops = new Set<() => Promise<void>>()

const signals = ['SIGTERM', 'SIGINT'] as const

/** Calls `stop` on SIGTERM and SIGINT, until the returned function is called. The process ends when all have stopped. */
export function stopOnSignals(stop: () => Promise<void>): () => void {
  if (stops.size === 0) for (const signal of signals) process.once(signal, end)
  stops.add(stop)
  return () => {
    stops.delete(stop)
    if (stops.size === 0) for (const signal of signals) process.off(signal, end)
  }
}

function end(signal: NodeJS.Signals): void {
  void stopAll(signal)
}

async function stopAll(signal: NodeJS.Signals): Promise<void> {
  await Promise.allSettled([...stops].map((stop) => stop()))
  // Whoever else listens to the signal decides when the process ends; nobody else, and it would not end by itself.
  if (process.listenerCount(signal) === 0) process.exit()
}
