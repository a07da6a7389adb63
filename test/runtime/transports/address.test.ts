import { InvalidAddressError } from '@critter/runtime'
import { expect, test } from 'vitest'
import {
  matchesTopic,
  parseAddress,
  parseQueueAddress,
} from '../../../packages/runtime/src/transports/address.js'

test('a queue is addressed by its name', () => {
  expect(parseAddress('queue/images')).toEqual({ kind: 'queue', name: 'images', bindings: [] })
})

test('a queue may ask exchanges for messages by topic, or for all', () => {
  expect(
    parseAddress('queue/billing?from=orders&topic=order.*&topic=refund.%23&from=events'),
  ).toEqual({
    kind: 'queue',
    name: 'billing',
    bindings: [
      { exchange: 'orders', topic: 'order.*' },
      { exchange: 'orders', topic: 'refund.#' },
      { exchange: 'events', topic: '#' },
    ],
  })
})

test('names may hold any character, percent-encoded', () => {
  expect(parseAddress('exchange/a%2Fb%3Fc%25')).toEqual({ kind: 'exchange', name: 'a/b?c%' })
})

test.each([
  '',
  'images',
  'queue/',
  'topic/images',
  'queue/billing?topic=order.*',
  'queue/billing?from=',
  'queue/billing?since=now',
  'exchange/events?from=orders',
  'queue/%',
])('"%s" is no address, and the error says what is one', (address) => {
  expect(() => parseAddress(address)).toThrow(InvalidAddressError)
  expect(() => parseAddress(address)).toThrow(/Expected "queue\/NAME".*found/)
})

test('an exchange cannot be listened to, and the error says what can', () => {
  expect(() => parseQueueAddress('exchange/events')).toThrow(/queue\/NAME\?from=events/)
})

test.each([
  ['#', ''],
  ['#', 'order'],
  ['#', 'order.placed.eu'],
  ['order.*', 'order.placed'],
  ['order.#', 'order'],
  ['order.#', 'order.placed.eu'],
  ['*.placed.#', 'order.placed'],
  ['#.eu', 'order.placed.eu'],
  ['order.placed', 'order.placed'],
])('pattern %s matches topic "%s"', (pattern, topic) => {
  expect(matchesTopic(pattern, topic)).toBe(true)
})

test.each([
  ['order.*', 'order'],
  ['order.*', 'order.placed.eu'],
  ['*', ''],
  ['order.placed', 'order.placedX'],
  ['#.eu', 'order.placed'],
])('pattern %s does not match topic "%s"', (pattern, topic) => {
  expect(matchesTopic(pattern, topic)).toBe(false)
})
