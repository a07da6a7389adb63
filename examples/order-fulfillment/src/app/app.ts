import { createApp, type AppOptions } from '../generated/critter/index.js'

/** The whole application, as `main` starts it and as the tests do. */
export function fulfillmentApp(overrides: Partial<AppOptions> = {}) {
  return createApp({ ...overrides })
}
