import { startLoad } from '@critter/runtime/generated'
import { expect, test } from 'vitest'

test('a load that throws at once does not leave behind one that fails later', async () => {
  const unhandled: unknown[] = []
  const listen = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', listen)
  const failsLater = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    throw new Error('later')
  }
  const throwsAtOnce = (): Promise<number> => {
    throw new Error('at once')
  }

  const both = async () => Promise.all([failsLater(), startLoad(throwsAtOnce)])

  await expect(both()).rejects.toThrow('at once')
  await new Promise((resolve) => setTimeout(resolve, 20))
  process.off('unhandledRejection', listen)
  expect(unhandled).toEqual([])
})

test('a load is asked for in the turn in which it is started', () => {
  let asked = false
  void startLoad(() => {
    asked = true
    return Promise.resolve()
  })

  expect(asked).toBe(true)
})
