import type { App, CommonAppOptions } from '../hosting/app.js'
import { CritterApp } from '../hosting/critter-app.js'
import { MemoryBroker } from '../transports/memory/memory-broker.js'
import { ManualClock } from './manual-clock.js'
import { testApp, type TestApp } from './test-app.js'
import { TestDatabase } from './test-database.js'

/**
 * Starts the real application on a throw-away database: of the server of `DATABASE_URL`, else of an embedded one.
 *
 * `build` is the function that builds it for `main`, too; it must pass its overrides on to `createApp`. Its clock stands
 * still at the present unless the overrides have another. In place of its brokers there is one in memory, unless the
 * overrides name `transports`.
 */
export async function startApp<Overrides>(
  build: (overrides: Overrides) => App,
  overrides?: NoInfer<NonNullable<Overrides>>,
): Promise<TestApp> {
  const database = await TestDatabase.reserve()
  try {
    const ours: CommonAppOptions = { clock: new ManualClock(), database: database.connectionString }
    const app = build({ ...ours, ...overrides, database: database.connectionString } as Overrides)
    requireOverrides(app, database)
    if (!isGiven(overrides, 'transports')) app.useBroker(new MemoryBroker())
    await database.create(app.definition)
    await app.start()
    return testApp(app, () => database.drop())
  } catch (error) {
    await database.drop()
    throw error
  }
}

function requireOverrides(app: App, database: TestDatabase): asserts app is CritterApp {
  if (!(app instanceof CritterApp)) {
    throw new TypeError('startApp() expects a function that returns what createApp() returned.')
  }
  if (app.options.database !== database.connectionString) {
    throw new TypeError(
      'The application was built with another database than startApp() gave it. ' +
        'Spread the overrides last: createApp({ …, ...overrides }).',
    )
  }
}

function isGiven(overrides: unknown, name: string): boolean {
  return typeof overrides === 'object' && overrides !== null && name in overrides
}
