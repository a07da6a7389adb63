import { broadcastApp } from './app.js'
import { serve } from './serve.js'
import { WebSocketHub } from './web-socket-hub.js'

const hub = new WebSocketHub()
const app = broadcastApp({ services: { broadcastHub: hub } })
const { url } = await serve(app, hub, Number(process.env['PORT'] ?? 3000))
console.log(`Listening on ${url}`)
