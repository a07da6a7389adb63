import type { Type } from '@critter/runtime'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runSample, type RunningSample } from '../support/run-sample.js'

// What is generated for `adds-to-message-handlers`, run as its user would run it: a policy puts middleware around every message
// handler, another claims a value that they return.
const lines: string[] = []
const rings: object[] = []
let sample: RunningSample
let visits: Readonly<Record<string, new (values: object) => object>>

beforeAll(async () => {
  sample = await runSample('adds-to-message-handlers', {
    services: {
      auditLog: { write: (line: string) => lines.push(line) },
      bell: { ring: async (ring: object) => void rings.push(ring) },
    },
  })
  visits = (await sample.module('src/visits.handler.ts')) as typeof visits
  await sample.app.start()
}, 60_000)
afterAll(() => sample[Symbol.asyncDispose]())
beforeEach(() => {
  lines.length = rings.length = 0
})

const announce = (id: string, knocks: number) => new visits['AnnounceVisit']!({ id, knocks })
const visit = (id: string) =>
  sample.app.store.openSession().load(visits['Visit'] as unknown as Type, id)

test('the middleware of a policy stands around every message that is handled, and around no request', async () => {
  await sample.app.bus.send(announce('ann', 1))
  await expect.poll(() => lines).toHaveLength(4)
  await sample.send('/bell')

  // What is sent with the commit may be handled before the handler that sent it has come to its end.
  const of = (name: string) => lines.filter((each) => each.startsWith(name))
  expect(of('announce-visit')).toEqual(['announce-visit begins', 'announce-visit ends'])
  expect(of('welcome-visitor')).toEqual(['welcome-visitor begins', 'welcome-visitor ends'])
})

test('a value that a policy claims goes to what it says, is no message, and the rest of the tuple is as ever', async () => {
  await sample.app.bus.invoke(announce('bob', 2))
  await sample.app.bus.invoke(announce('cat', 0))

  expect(rings).toEqual([{ times: 2 }])
  expect(await visit('bob')).toEqual({ id: 'bob' })
  expect(await visit('cat')).toEqual({ id: 'cat' })
  expect(sample.logger.of('warn')).toEqual([])
})

test('a middleware sees what a message fails with, and nothing of it is written', async () => {
  await expect(sample.app.bus.invoke(announce('dan', 4))).rejects.toThrow('too many knocks')

  expect(lines).toEqual([
    'announce-visit begins',
    'announce-visit failed: too many knocks',
    'announce-visit ends',
  ])
  expect(await visit('dan')).toBeNull()
})
