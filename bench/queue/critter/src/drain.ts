// Handles COUNT messages that wait in the inbox, and tells how many milliseconds that took.
import { createApp } from './generated/critter/index.js'
import { handledAll } from './progress.js'

const done = handledAll(Number(process.env['COUNT']))
const app = createApp()
await app.start()
const ms = await done
await app.stop()
process.send?.({ ms })
process.disconnect?.()
