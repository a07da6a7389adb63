import { expect, test } from 'vitest'
import { compileTypes } from './support/codecs.js'

test('a request is read, and every violation of it is listed with its pointer', async () => {
  const { codecs } = await compileTypes(`
    /** @format date */
    export type Day = string
    export type RoomType = 'single' | 'double' | 'king'
    export interface Reserve {
      readonly roomType: RoomType
      readonly from: Day
      readonly guestId: string
      /** @integer @minimum 1 */
      readonly numberOfPeople: number
      readonly note?: string
    }
  `)
  const { decode } = codecs('Reserve')

  expect(
    decode({ roomType: 'king', from: '2026-11-22', guestId: 'g', numberOfPeople: 2, admin: true }),
  ).toEqual({
    value: { roomType: 'king', from: '2026-11-22', guestId: 'g', numberOfPeople: 2 },
    violations: [],
  })
  expect(decode({ roomType: 'suite', from: '2026-02-30', numberOfPeople: 0, note: null })).toEqual({
    value: undefined,
    violations: [
      '/roomType expected one of "single", "double", "king"',
      '/from expected a date such as 2026-11-22',
      '/guestId expected a string, found nothing',
      '/numberOfPeople expected at least 1',
      '/note expected a string',
    ],
  })
  expect(decode([]).violations).toEqual(['expected an object'])
  expect(decode(null).violations).toEqual(['expected an object'])
})
