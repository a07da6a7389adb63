import * as fc from 'fast-check'
import type * as Things from '../queries/thing.js'

type Values<C extends new (values: never) => unknown> = ConstructorParameters<C>[0]

// Few values, so that random documents and parameters meet. No character of several code units beside those above U+D7FF:
// their order is where JavaScript and Postgres differ, as docs/queries.md says.
const texts = [
  '',
  'a',
  'A',
  'b',
  'ab',
  'abc',
  'b\\',
  'a\\b',
  "it's",
  '100%_',
  '%',
  '_',
  '"',
  '\n',
  ' a ',
  '\u00a0',
  'ß',
  'SS',
  'ẞ',
  'é',
  'e\u0301',
  'İ',
  'ı',
  'ΑΣ',
  'ας',
  'Ǆ',
  '\u{d7ff}',
  "'; drop table critter.doc_thing; --",
  'true',
  'null',
  '1',
]
const text = fc.constantFrom(...texts)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
// Stored is 0 for -0, and read as 0.
const number = fc.constantFrom(
  -1,
  0,
  0.1,
  1,
  2,
  2.5,
  3,
  10,
  1e21,
  5e-324,
  1.7976931348623157e308,
  1767225600000,
)
const small = fc.constantFrom(-2, 0, 1, 2, 3, 0.5)
const big = fc.constantFrom(-1n, 0n, 5n, 10n, 9223372036854775808n, 123456789012345678901234567890n)
const date = fc.constantFrom(
  new Date(0),
  new Date('2026-01-01T00:00:00Z'),
  new Date('2026-02-01T00:00:00.001Z'),
  new Date('0001-01-01T00:00:00Z'),
  new Date('9999-12-31T23:59:59.999Z'),
)
const level = fc.constantFrom('low', 'high')
const list = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 })

const line = record({
  sku: text,
  quantity: small,
  open: fc.boolean(),
  note: fc.option(optional(text), { nil: null }),
  labels: list(text),
})

const thing = record({
  name: text,
  note: optional(text),
  email: fc.option(text, { nil: null }),
  both: fc.option(optional(text), { nil: null }),
  count: number,
  rating: optional(small),
  open: fc.boolean(),
  flag: optional(fc.boolean()),
  level,
  big,
  at: date,
  until: optional(date),
  tags: list(text),
  labels: optional(list(text)),
  marks: list(fc.option(text, { nil: null })),
  bigs: list(big),
  flags: list(fc.boolean()),
  matrix: list(list(small)),
  scores: list(small),
  lines: list(line),
  place: optional(record({ city: text, zip: optional(text) })),
  "it's odd": text,
  ownerId: optional(fc.constantFrom('o1', 'o2', 'o3', 'missing')),
})

const ids = [...texts.filter((each) => each !== ''), 'c', 'd', 'e', 'f']

export const thingValues: fc.Arbitrary<readonly Values<typeof Things.Thing>[]> = fc
  .tuple(
    fc.shuffledSubarray(ids, { minLength: 0, maxLength: 9 }),
    fc.array(thing, { minLength: 9, maxLength: 9 }),
  )
  .map(([chosen, values]) => chosen.map((id, index) => ({ id, ...values[index]! })) as never)

export const ownerValues: fc.Arbitrary<readonly Values<typeof Things.Owner>[]> = fc
  .tuple(
    record({ name: fc.constantFrom('o1', 'o2', 'a'), rank: optional(small) }),
    record({ name: text, rank: optional(small) }),
  )
  .map(([first, second]) => [
    { id: 'o1', ...first },
    { id: 'o2', ...second },
  ]) as never

export const askedValues: fc.Arbitrary<Values<typeof Things.Asked>> = record({
  text,
  other: text,
  maybeText: optional(text),
  nullText: fc.option(text, { nil: null }),
  bothText: fc.oneof(optional(text), fc.constant(null)),
  number: fc.constantFrom(-1, -0, 0, 0.1, 1, 2.5, 3, 1e21),
  maybeNumber: optional(small),
  flag: fc.boolean(),
  level,
  maybeLevel: optional(level),
  big,
  at: date,
  texts: list(text),
  numbers: list(small),
  bigs: list(big),
  flags: list(fc.boolean()),
  nullTexts: list(fc.option(text, { nil: null })),
  maybeAt: optional(date),
  milliseconds: fc.constantFrom(
    0,
    -0.5,
    0.1,
    -1,
    1767225600000,
    1769904000001,
    1769904000000.5,
    1e17,
    -1e17,
    Infinity,
    NaN,
  ),
  skip: fc.constantFrom(0, 1, 2, 5),
  take: fc.constantFrom(0, 1, 3),
}) as never

/** Members that are `undefined` are left out, as they are in what is stored. */
function record<T extends object>(members: {
  readonly [K in keyof T]: fc.Arbitrary<T[K]>
}): fc.Arbitrary<T> {
  return fc
    .record(members as never)
    .map(
      (values: object) =>
        Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T,
    )
}
