// Sends COUNT messages, one after the other, and tells how many milliseconds each took from being sent to its handler.
import { createApp } from './generated/critter/index.js'
import { nextArrival } from './progress.js'
import { Timed } from './work.handlers.js'

const app = createApp()
await app.start()
const latencies: number[] = []
for (let n = 0; n < Number(process.env['COUNT']); n++) {
  const arrival = nextArrival()
  const sentAt = performance.now()
  await app.bus.send(new Timed({ n }))
  latencies.push((await arrival) - sentAt)
}
await app.stop()
process.send?.({ latencies })
process.disconnect?.()
