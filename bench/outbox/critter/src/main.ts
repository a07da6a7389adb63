import { createApp } from './generated/critter/index.js'

await createApp().listen({ port: Number(process.env['PORT']), host: '127.0.0.1' })
