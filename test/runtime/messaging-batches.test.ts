import { onError } from '@critter/runtime'
import { expect, test } from 'vitest'
import { messages, Task } from './support/failing.js'
import { handler, startMessagingApp, until } from './support/messaging.js'

test('batches: a handler of lists gets what came in time, and one bad message does not take the others with it', async () => {
  const batches: number[][] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<readonly Task[]>(
        'task',
        (tasks) => {
          batches.push(tasks.map(({ n }) => n))
          if (tasks.some(({ n }) => n === 2)) throw new Error('two')
        },
        { batch: { size: 3, within: { milliseconds: 20 } } },
      ),
    ],
  })

  await Promise.all([1, 2, 3, 4].map((n) => bus.send(new Task({ n }))))
  await until(() => kinds().filter((kind) => kind === 'executed').length === 3)
  await until(() => kinds().includes('dead-lettered'))

  expect(batches[0]).toEqual([1, 2, 3])
  expect(batches.slice(1).sort()).toEqual([[1], [2], [3], [4]])
  expect(kinds().filter((kind) => kind === 'dead-lettered')).toHaveLength(1)
})

test('a rule that discards discards the bad message of a batch, and not the others', async () => {
  const handled: number[] = []
  const { bus, kinds } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<readonly Task[]>(
        'task',
        (tasks) => {
          if (tasks.some(({ n }) => n === 2)) throw new Error('two')
          handled.push(...tasks.map(({ n }) => n))
        },
        { batch: { size: 3, within: { minutes: 1 } }, errors: [onError(Error).discard()] },
      ),
    ],
  })

  await Promise.all([1, 2, 3].map((n) => bus.send(new Task({ n }))))
  await until(() => kinds().includes('discarded') && handled.length === 2)

  expect(handled.sort()).toEqual([1, 3])
  expect(kinds().filter((kind) => kind === 'discarded')).toHaveLength(1)
})

test('messages of two tenants are never in one batch', async () => {
  const batches: (readonly [string | undefined, number])[] = []
  const { bus } = await startMessagingApp({
    messages,
    handlers: () => [
      handler<readonly Task[]>(
        'task',
        (tasks, { tenant }) => batches.push([tenant, tasks.length] as const),
        { batch: { size: 2, within: { seconds: 5 } } },
      ),
    ],
  })

  for (const tenant of ['a', 'b', 'a', 'b']) await bus.send(new Task({ n: 1 }), { tenant })
  await until(() => batches.length === 2)

  expect(batches.sort()).toEqual([
    ['a', 2],
    ['b', 2],
  ])
})
