import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileTypes, type CompiledTypes } from './support/codecs.js'
import { everyKindOfType } from './support/every-kind-of-type.js'
import { pointersOf, replaced } from './support/json-places.js'
import { valueOf } from './support/values.js'

// Values are made from the shapes, so whatever the reader learns to read is covered by itself.
const names = [
  'Scalars',
  'Collections',
  'Unions',
  'Post',
  'Money',
  'Account',
  'MoneyPage',
  'Changes',
  'Both',
  'Open',
  'Extensible',
  'Nothing',
  'Lists',
  'MaybeText',
  'Numbers',
  'Country',
]
let types: CompiledTypes

beforeAll(async () => {
  types = await compileTypes(everyKindOfType)
})

describe.each(names)('%s', (name) => {
  test('what is written is read again, equal to what it was', () => {
    const { decode, encode } = types.codecs(name)

    fc.assert(
      fc.property(valueOf(types, name, 'public'), (value) => {
        const read = decode(JSON.parse(encode(value)))
        expect(read.violations).toEqual([])
        expect(read.value).toEqual(value)
      }),
      { numRuns: 150 },
    )
  })

  test('what is stored is revived, equal to what it was', () => {
    const { revive, encodeStored } = types.codecs(name)

    fc.assert(
      fc.property(valueOf(types, name, 'all'), (value) => {
        expect(revive(JSON.parse(encodeStored(value)))).toEqual(value)
      }),
      { numRuns: 150 },
    )
  })

  test('any JSON is read or refused, never thrown at', () => {
    const { decode } = types.codecs(name)

    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const read = decode(value)
        expect(read.value === undefined).toBe(read.violations.length > 0)
      }),
      { numRuns: 300 },
    )
  })

  test('a change somewhere is refused there and nowhere else, or does not matter', () => {
    const { decode, encode } = types.codecs(name)

    fc.assert(
      fc.property(
        valueOf(types, name, 'public'),
        fc.nat(),
        fc.oneof(
          fc.constant(null),
          fc.boolean(),
          fc.double(),
          fc.string(),
          fc.constant([]),
          fc.constant({}),
        ),
        (value, choice, other) => {
          const json: unknown = JSON.parse(encode(value))
          const places = pointersOf(json)
          const place = places[choice % places.length]!

          const { violations } = decode(replaced(json, place, other))

          for (const violation of violations) {
            const pointer = violation.startsWith('/') ? violation.split(' ')[0]! : ''
            // An optional member of a union may be what told it apart, so it can be the object around it.
            expect(related(pointer, place), `${violation} for a change at ${place}`).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('members are unknown to types that do not declare them, whatever they are called', () => {
  const { decode } = types.codecs('Money')

  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (more) => {
      const json = JSON.stringify({ ...more, amount: 1, currency: 'EUR' }).replace(
        /^\{/,
        '{"__proto__":{"note":"x"},"constructor":1,"hasOwnProperty":2,',
      )
      const { value } = decode(JSON.parse(json))
      if (typeof more['note'] === 'string' || more['note'] === undefined) {
        expect(Object.keys(value as object).sort()).toEqual(
          typeof more['note'] === 'string'
            ? ['amount', 'currency', 'note']
            : ['amount', 'currency'],
        )
      }
    }),
  )
})

function related(pointer: string, place: string): boolean {
  const inner = (a: string, b: string) => a === b || a.startsWith(`${b}/`)
  return inner(pointer, place) || inner(place, pointer) || siblings(pointer, place)
}

/** Of one object: `type` changes, and the others of its members are read as those of another member of the union. */
function siblings(a: string, b: string): boolean {
  const parent = (pointer: string) => pointer.slice(0, pointer.lastIndexOf('/'))
  return a.startsWith(`${parent(b)}/`)
}
