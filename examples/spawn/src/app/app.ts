import { createApp, type AppOptions } from '../generated/critter/index.js'

/** The whole application, as `main` starts it and as the tests do. */
export function spawnApp(overrides: Partial<AppOptions> = {}) {
  return createApp({ ...overrides })
}
