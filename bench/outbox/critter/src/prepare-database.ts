// Makes the table and its indexes; the documents are put in by SQL.
import { createApp } from './generated/critter/index.js'

const app = createApp()
await app.start()
await app.stop()
