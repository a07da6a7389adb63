// A process between the servers and Postgres, for a database that is some way off: what comes from it is passed on later. It
// also counts round trips: messages after which the client waits, which are Sync and simple queries.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Starts the process; `url` is that of the database through it. */
export async function distantDatabase(database, delayMs) {
  const child = fork(import.meta.filename, [database, String(delayMs)])
  const [port] = await once(child, 'message')
  const url = new URL(database)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.toString(),
    /** Since the last call. */
    async takeRoundTrips() {
      child.send('round-trips')
      const [roundTrips] = await once(child, 'message')
      return roundTrips
    },
    async stop() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

if (process.argv[1] === import.meta.filename) {
  const [database, delayMs] = process.argv.slice(2)
  const { hostname, port } = new URL(database)
  let roundTrips = 0
  process.on('message', () => {
    process.send(roundTrips)
    roundTrips = 0
  })
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port || 5432), noDelay: true })
    const count = messageReader((type) => {
      if (type === 'S' || type === 'Q') roundTrips++
    })
    for (const socket of [client, upstream]) {
      socket.on('error', () => {})
      socket.on('close', () => (client.destroy(), upstream.destroy()))
    }
    client.on('data', (chunk) => (count(chunk), upstream.write(chunk)))
    upstream.on('data', (chunk) => setTimeout(() => client.write(chunk), Number(delayMs)))
  })
  server.listen(0, '127.0.0.1', () => process.send(server.address().port))
}

/** Calls back with the type of every message; the first has none, it is the startup. */
function messageReader(read) {
  let buffered = Buffer.alloc(0)
  let isStarted = false
  return (chunk) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
    for (;;) {
      const header = isStarted ? 1 : 0
      if (buffered.length < header + 4) return
      const length = header + buffered.readInt32BE(header)
      if (buffered.length < length) return
      if (isStarted) read(String.fromCharCode(buffered[0]))
      isStarted = true
      buffered = buffered.subarray(length)
    }
  }
}
