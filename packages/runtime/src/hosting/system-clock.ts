import type { Clock } from '../core/clock.js'

/** The system's clock. */
export const systemClock: Clock = { now: () => new Date() }
