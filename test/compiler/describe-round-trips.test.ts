import { expect, test } from 'vitest'
import { roundTrips } from '../../packages/compiler/src/describe/round-trips.js'
import { resolve } from '../../packages/compiler/src/resolve/resolve.js'
import {
  anythingFits,
  application,
  endpoint,
  endpointClass,
  method,
  nothing,
  route,
  text,
} from '../support/hand-made-model.js'

test('the longest way fails at its end: one catch answers, and all that ends it runs', () => {
  expect(
    readsOf([
      ['load', 1],
      ['onException', 2],
      ['onExceptionToo', 3],
      ['finally', 10],
      ['finallyToo', 20],
      ['afterCommit', 100],
    ]),
  ).toBe(1 + 3 + 10 + 20 + 100)
})

test('what nobody can count makes the way uncountable, wherever it stands', () => {
  expect(readsOf([['onException', undefined]])).toBeUndefined()
  expect(readsOf([['finally', undefined]])).toBeUndefined()
  expect(readsOf([['afterCommit', undefined]])).toBeUndefined()
})

/** Of an endpoint with methods that ask Postgres so often. */
function readsOf(methods: readonly (readonly [name: string, asks: number | undefined])[]) {
  const around = methods.map(([name, asks]) => ({
    ...method(name, [], nothing),
    reads: { roundTrips: asks, sequential: undefined },
  }))
  const owner = endpointClass('E', [...around, method('get', [], text)])
  const { chains } = resolve(
    application([endpoint(owner, 'get', route('GET', '/x'))], []),
    anythingFits,
  )
  return roundTrips(chains[0]!).reads
}
