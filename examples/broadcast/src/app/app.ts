import type { BroadcastHub } from '../broadcast/broadcaster.js'
import { createApp, type AppOptions } from '../generated/critter/index.js'

/** A hub that nobody listens to: of an application without a server. */
const nobody: BroadcastHub = { sendBatch: async () => {} }

/** The whole application, as `main` starts it and as the tests do. */
export function broadcastApp(overrides: Partial<AppOptions> = {}) {
  return createApp({ services: { broadcastHub: nobody }, ...overrides })
}
