import type { Pool } from 'pg'
import type { Instrumentation } from '../execution/instrumentation.js'
import type { AppDefinition } from './app-definition.js'
import type { Executions } from './executions.js'
import { version } from './version.js'

/** What watches an application, if anything does. */
export function watch(
  { telemetry, messaging }: AppDefinition,
  pool: Pool,
  { clock, logger }: Pick<Executions, 'clock' | 'logger'>,
): Instrumentation | undefined {
  return telemetry?.({
    version,
    systemOf: (destination) => {
      const transport = messaging?.endpoints[destination]?.transport ?? conventional(destination)
      return systems[transport] ?? transport
    },
    backlog: async () => {
      const { countBacklog } = await import('../durability/backlog.js')
      return countBacklog(pool, clock.now())
    },
    failed: (error) => {
      logger.warn('telemetry failed', { error })
    },
  })
}

/** As the semantic conventions call them. */
const systems: Readonly<Record<string, string>> = { local: 'critter', postgres: 'postgresql' }

/** Where no endpoint is declared, the name of a destination begins with its transport: `rabbitmq:queue/orders`. */
function conventional(destination: string): string {
  const end = destination.indexOf(':')
  return end < 0 ? 'local' : destination.slice(0, end)
}
