import * as fc from 'fast-check'
import type * as Parcels from '../query-answers/parcel.js'

type Values<C extends new (values: never) => unknown> = ConstructorParameters<C>[0]

const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    "it's",
    '"',
    '\\',
    '\n',
    '\u0001',
    '\u007f',
    '\u2028',
    'é',
    '😀',
    '</script>',
    'null',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }).filter((each) => !each.includes('\0')),
)
const number = fc.constantFrom(-1, 0, 0.1, 1, 2, 2.5, 3, 1e21, 5e-324, 1.7976931348623157e308)
const big = fc.constantFrom(-1n, 0n, 123456789012345678901234567890n)
const date = fc.constantFrom(
  new Date(0),
  new Date('2026-01-01T00:00:00Z'),
  new Date('9999-12-31T23:59:59.999Z'),
)
const list = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 })
const optional = { noNullPrototype: true } as const
const name = fc.constantFrom('a', "it's", '"', 'b c', 'length')

const issuer = fc.record(
  { name: text, rank: fc.option(number) },
  { ...optional, requiredKeys: ['name'] },
)
const payment = fc.oneof(
  fc.record(
    { kind: fc.constant('card'), digits: text, issuer },
    { ...optional, requiredKeys: ['kind', 'digits'] },
  ),
  fc.record({ kind: fc.constant('transfer'), iban: text }, optional),
)
const contact = fc.oneof(
  fc.record({ email: text }, optional),
  fc.record({ phone: text, after: date }, { ...optional, requiredKeys: ['phone'] }),
)

/** Few ids, so that owners are found. */
const id = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7')

export const ownerValues = fc.uniqueArray(
  fc.record({ id, name: text, issuer }, { ...optional, requiredKeys: ['id', 'name'] }),
  { selector: (each) => each.id, maxLength: 3 },
) as fc.Arbitrary<Values<typeof Parcels.Owner>[]>

export function parcelValues(
  module: () => typeof Parcels,
  { least = 0 } = {},
): fc.Arbitrary<Values<typeof Parcels.Parcel>[]> {
  const stop = fc
    .tuple(text, date, text)
    .map(([place, at, driver]) => new (module().Stop)(place, at, driver))
  const parcel = fc.record(
    {
      note: fc.oneof(id, text),
      id,
      weight: number,
      "it's": fc.option(text),
      both: fc.option(text),
      fragile: fc.boolean(),
      size: fc.constantFrom('small', 'large'),
      format: fc.constant(1),
      value: big,
      sent: date,
      seen: date,
      label: fc.uint8Array({ maxLength: 4 }),
      tags: list(text),
      marks: list(number).map((each) => new Set(each)),
      counts: list(fc.tuple(text, big)).map((each) => new Map(each)),
      depots: list(fc.tuple(text, issuer)).map((each) => new Map(each)),
      rates: fc.dictionary(name, number, optional),
      issuers: fc.dictionary(name, issuer, optional),
      range: fc.tuple(number, number),
      payment,
      contact,
      contacts: list(fc.option(contact)),
      hint: fc.oneof(text, issuer),
      stops: list(stop),
      last: fc.option(stop),
      remarks: fc.record({ first: text, second: list(text) }, { ...optional, requiredKeys: [] }),
      lookup: fc.record(
        { from: fc.record({ city: text }, optional), zip: text },
        { ...optional, requiredKeys: ['from'] },
      ),
      nested: list(list(issuer)),
    },
    {
      ...optional,
      requiredKeys: [
        'id',
        'weight',
        "it's",
        'fragile',
        'size',
        'format',
        'value',
        'sent',
        'label',
        'tags',
        'marks',
        'counts',
        'depots',
        'rates',
        'issuers',
        'range',
        'payment',
        'contacts',
        'hint',
        'stops',
        'last',
        'remarks',
        'nested',
      ],
    },
  )
  return fc.uniqueArray(parcel, {
    selector: (each) => each.id,
    minLength: least,
    maxLength: 6,
  })
}
