import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SentEnvelope } from '../../packages/runtime/src/messaging/envelope.js'
import { fromWire, toWire } from '../../packages/runtime/src/messaging/wire.js'

const now = new Date('2026-11-24T12:00:00Z')

const text = fc.string({ minLength: 1, maxLength: 20 })
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const date = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2099-01-01'),
  noInvalidDate: true,
})

const envelopes: fc.Arbitrary<SentEnvelope> = fc.record({
  id: fc.uuid(),
  messageName: text,
  version: fc.integer({ min: 1, max: 99 }),
  body: fc.json(),
  destination: fc.constant('tasks'),
  handler: optional(text),
  correlationId: fc.uuid(),
  causationId: optional(fc.uuid()),
  tenant: optional(text),
  group: optional(text),
  topic: optional(text),
  sagaId: optional(text),
  replyTo: optional(text),
  sentAt: date,
  deliverBy: optional(date),
  scheduledFor: optional(date),
  headers: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/), text),
  attempt: fc.integer({ min: 1, max: 99 }),
})

test('an envelope arrives as it was sent', () => {
  fc.assert(
    fc.property(envelopes, (envelope) => {
      const arrived = fromWire(toWire(envelope), 'tasks', now)

      expect(arrived).toEqual({ envelope, unreadable: undefined })
    }),
  )
})

test('whatever comes instead of one of ours says what is wrong with it, and throws nothing', () => {
  const names = fc.constantFrom(
    'critter-message',
    'critter-version',
    'critter-attempt',
    'critter-sent-at',
    'CRITTER-DELIVER-BY',
    '__proto__',
    'x',
  )
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.dictionary(names, fc.string()),
      (id, body, headers) => {
        const { envelope, unreadable } = fromWire({ id, body, headers }, 'tasks', now)

        expect(envelope.attempt).toBeGreaterThanOrEqual(1)
        expect(envelope.id).toMatch(/^[0-9a-f-]{36}$/)
        expect(envelope.messageName !== '' || unreadable !== undefined).toBe(true)
      },
    ),
  )
})

test('every fault of the headers is named', () => {
  const headers = { 'critter-version': '0', 'critter-deliver-by': 'soon' }

  expect(fromWire({ id: '7', body: '{}', headers }, 'tasks', now).unreadable).toBe(
    'the id is no UUID: "7"; the header "critter-message", the wire name, is missing; ' +
      'header "critter-version": expected a whole number from 1, found "0"; ' +
      'header "critter-deliver-by": expected a date, found "soon"',
  )
})
