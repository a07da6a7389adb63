import { afterAll, beforeAll, describe, test } from 'vitest'
import { deadLetters } from './behaviours/dead-letters.js'
import { delivery } from './behaviours/delivery.js'
import { exchanges } from './behaviours/exchanges.js'
import { faults } from './behaviours/faults.js'
import { listening } from './behaviours/listening.js'
import { deviations, type TransportName } from './deviations.js'
import type { TestedBroker } from './support/tested-broker.js'
import { Workbench } from './support/workbench.js'

export const behaviours = { ...delivery, ...listening, ...exchanges, ...deadLetters, ...faults }
export type Behaviour = keyof typeof behaviours

/** What holds for every transport; `deviations.ts` lists what does not, and why. */
export function compliance(
  name: TransportName,
  url: string | undefined,
  make: (url: string) => Promise<TestedBroker>,
): void {
  describe.skipIf(url === undefined)(`the ${name} transport`, () => {
    let broker: TestedBroker
    beforeAll(async () => {
      broker = await make(url!)
    })
    afterAll(() => broker.close())

    for (const [behaviour, run] of Object.entries(behaviours)) {
      const reason = deviations[name][behaviour as Behaviour]
      if (reason !== undefined) {
        test.skip(`${behaviour}: not here, for ${reason}`)
        continue
      }
      test(behaviour, async () => {
        const bench = new Workbench(broker)
        try {
          await run(bench)
        } finally {
          await bench.close()
        }
      })
    }
  })
}
