import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateFrom } from '../../packages/runtime/src/codecs/scalars.js'

const dates = fc.date({ noInvalidDate: true })

test('what toISOString writes is read as the same time, in every year', () => {
  fc.assert(
    fc.property(dates, (date) => {
      expect(dateFrom(date.toISOString())).toEqual(date)
    }),
  )
})

test('a text that is almost a date is one only where it spells a day, a time and an offset', () => {
  const spelled =
    /^\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/
  const recent = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  const character = fc.constantFrom(...Array.from('0123456789-:.TZ +/é'))
  fc.assert(
    fc.property(recent, fc.nat(23), character, (date, at, other) => {
      const text = date.toISOString()
      const changed = text.slice(0, at) + other + text.slice(at + 1)
      const day = new Date(`${changed.slice(0, 10)}T00:00:00Z`)
      const isDay =
        !Number.isNaN(day.getTime()) && day.toISOString().startsWith(changed.slice(0, 10))

      const expected = spelled.test(changed) && isDay ? new Date(changed) : undefined

      expect(dateFrom(changed)).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

test.each(['2026-02-30T00:00:00.000Z', '2026-01-01T24:00:00.000Z', '2026-01-01T00:60:00.000Z'])(
  '%s is no date',
  (text) => {
    expect(dateFrom(text)).toBeUndefined()
  },
)
