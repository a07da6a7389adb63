import { expect, test } from 'vitest'
import { compileTypes } from './support/codecs.js'
import { everyKindOfType } from './support/every-kind-of-type.js'

const types = `
  RoomType Color Level OrderId Cents Sku Country Title Scalars Money Account Temperature Card Iban Cash Payment MaybePayment
  Circle Square Shape Collections Unions Comment Post Even Odd Page Summary Changes Both Open Extensible Empty Nothing
`
const members = `
  filter who payments maybeAt lines prices nested flag figure matrix country replies nullableDates moneyBy limit optional
`
const suffix = 'WithAnExtraordinarilyLongNameThatNobodyWouldReallyWriteButThatMayStillHappen'

// Lines are broken at other places with every length; `compileTypes` compares each file with what prettier makes of it.
test.each([5, 12, 19, 26, 33, 40, 47, 54, 61])(
  'names longer by %i letters are laid out as prettier would',
  async (length) => {
    await compileTypes(renamed(suffix.slice(0, length)))
  },
)

test('names in other alphabets are quoted where prettier quotes them', async () => {
  const { textOf } = await compileTypes(
    `export interface Straße { ü: string; 'größe': number; 名?: string; '℘': number; 'zwei Worte': string; '𝐀': Date }`,
  )

  expect(textOf('codecs/straße.ts')).toContain('value.größe')
})

function renamed(by: string): string {
  const words = (text: string) => text.trim().split(/\s+/)
  const typed = words(types).reduce(
    (text, name) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), name + by),
    everyKindOfType,
  )
  return words(members).reduce(
    (text, name) => text.replace(new RegExp(`\\b${name}(\\??:)`, 'g'), `${name}${by}$1`),
    typed,
  )
}
