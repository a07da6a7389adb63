import { createApp } from './generated/critter/index.js'

const app = createApp()
await app.start()
await app.stop()
