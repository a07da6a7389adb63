import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between a pool and Postgres, and counts on the wire what goes through. */
export interface CountingProxy {
  readonly url: string
  /** Round trips since the last call: messages after which the client waits, that is Sync and simple queries. */
  takeRoundTrips(): number
  /** What Parse messages were sent since the last call. */
  takeParses(): number
  /** Cuts every connection without a word. */
  cut(): void
  /** Swallows what the server answers from now on, then cuts: the client never learns the outcome. */
  loseAnswers(): void
  /** The end of that. */
  giveAnswers(): void
  close(): Promise<void>
}

export async function countingProxy(databaseUrl: string): Promise<CountingProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let roundTrips = 0
  let parses = 0
  let losesAnswers = false
  const count = (type: string) => {
    if (type === 'S' || type === 'Q') roundTrips++
    if (type === 'P') parses++
  }
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname)
    const read = messageReader(count)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => (sockets.delete(socket), client.destroy(), upstream.destroy()))
    }
    client.on('data', (chunk) => (read(chunk), upstream.write(chunk)))
    upstream.on('data', (chunk) => (losesAnswers ? client.destroy() : client.write(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const cut = () => {
    sockets.forEach((socket) => socket.destroy())
  }
  const take = (value: number, reset: () => void) => (reset(), value)
  return {
    url: url.toString(),
    takeRoundTrips: () => take(roundTrips, () => (roundTrips = 0)),
    takeParses: () => take(parses, () => (parses = 0)),
    cut,
    loseAnswers: () => (losesAnswers = true),
    giveAnswers: () => (losesAnswers = false),
    close: () => (
      cut(),
      new Promise((resolve) =>
        server.close(() => {
          resolve()
        }),
      )
    ),
  }
}

/** Calls back with the type of every message; the first has none, it is the startup. */
function messageReader(read: (type: string) => void): (chunk: Buffer) => void {
  let buffered = Buffer.alloc(0)
  let isStarted = false
  return (chunk) => {
    buffered = Buffer.concat([buffered, chunk])
    for (;;) {
      const header = isStarted ? 1 : 0
      if (buffered.length < header + 4) return
      const length = header + buffered.readInt32BE(header)
      if (buffered.length < length) return
      if (isStarted) read(String.fromCharCode(buffered[0]!))
      isStarted = true
      buffered = buffered.subarray(length)
    }
  }
}
