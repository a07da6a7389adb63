import { onError } from '@critter/runtime'
import { expect, test } from 'vitest'
import { millisecondsOf, type Duration } from '../../packages/runtime/src/core/duration.js'

test('the units of a duration add up', () => {
  expect(millisecondsOf({ hours: 1, minutes: 30, milliseconds: 5 })).toBe(5_400_005)
})

test.each([
  [500, 'found 500.'],
  [{}, 'found {  }.'],
  [{ minute: 5 }, 'found { minute: 5 }.'],
  [{ minutes: undefined }, 'found { minutes: undefined }.'],
  [null, 'found null.'],
])('what is no amount of time is refused, and does not pass as none: %j', (written, found) => {
  const read = () => millisecondsOf(written as unknown as Duration, 'timeout')

  expect(read).toThrow(`timeout: expected an amount of time such as { minutes: 15 }, ${found}`)
  expect(read).toThrow(expect.objectContaining({ code: 'ERR_INVALID_VALUE' }))
})

test('an error rule with a bare number is refused where it is written', () => {
  const written = 500 as unknown as Duration

  expect(() => onError(Error).retry({ seconds: 1 }, written)).toThrow('retry: expected an amount')
  expect(() => onError(Error).scheduleRetry(written)).toThrow('scheduleRetry: expected an amount')
  expect(() => onError(Error).pauseListener(written)).toThrow('pauseListener: expected an amount')
})
