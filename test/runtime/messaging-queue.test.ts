import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Handler } from '../../packages/runtime/src/messaging/handlers.js'
import type { SentEnvelope } from '../../packages/runtime/src/messaging/envelope.js'
import { CircuitBreaker, trips } from '../../packages/runtime/src/messaging/circuit-breaker.js'
import { Deadlines } from '../../packages/runtime/src/messaging/deadlines.js'
import { Deque } from '../../packages/runtime/src/messaging/deque.js'
import { WorkQueue, type QueueOptions } from '../../packages/runtime/src/messaging/work-queue.js'
import type { Work } from '../../packages/runtime/src/messaging/work.js'
import { until } from './support/messaging.js'

const work = (id: string, group?: string): Work => ({
  envelope: { id, group } as SentEnvelope,
  origin: 'memory',
  handler: {} as Handler,
  settlement: undefined,
  message: {},
})

/** A queue that only says what it began. */
function queueOf(options: Partial<QueueOptions> = {}) {
  const begun: Work[] = []
  const queue = new WorkQueue({
    parallel: 2,
    byGroup: false,
    limits: { max: 3, restart: 1 },
    run: (each) => begun.push(each),
    ...options,
  })
  const ids = () => begun.map(({ envelope }) => envelope.id)
  return { queue, begun, ids }
}

test('as many are handled at once as may be, the others in their order', () => {
  const { queue, begun, ids } = queueOf()

  for (const id of ['a', 'b', 'c', 'd']) queue.push(work(id))
  const atFirst = ids()
  queue.finished(begun[1]!)

  expect(atFirst).toEqual(['a', 'b'])
  expect(ids()).toEqual(['a', 'b', 'c'])
})

test('messages of a group follow each other, while those of another go on', () => {
  const { queue, begun, ids } = queueOf({ byGroup: true, parallel: 3 })

  queue.push(work('a1', 'a'))
  queue.push(work('a2', 'a'))
  queue.push(work('b1', 'b'))
  queue.push(work('c'))
  const atFirst = ids()
  queue.finished(begun[0]!)
  queue.finished(begun[1]!)

  expect(atFirst).toEqual(['a1', 'b1', 'c'])
  expect(ids()).toEqual(['a1', 'b1', 'c', 'a2'])
})

test('what is requeued goes behind what waits, what is kept comes first when the pause is over', async () => {
  const { queue, begun, ids } = queueOf({ parallel: 1 })

  for (const id of ['a', 'b', 'c']) queue.push(work(id))
  queue.requeue(begun[0]!)
  queue.keep(begun[1]!, 1)
  const paused = ids()
  await until(() => begun.length > 2)

  expect(paused).toEqual(['a', 'b'])
  expect(ids()).toEqual(['a', 'b', 'b'])
})

test('a kept message of a group stays ahead of its group', async () => {
  const { queue, begun, ids } = queueOf({ byGroup: true })

  queue.push(work('a1', 'a'))
  queue.push(work('a2', 'a'))
  queue.keep(begun[0]!, 1)
  await until(() => begun.length > 1)
  queue.finished(begun[1]!)

  expect(ids()).toEqual(['a1', 'a1', 'a2'])
})

test('whatever comes and goes, a group keeps its order, one at a time, and all is handled', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ push: fc.constantFrom('a', 'b', 'c', undefined) }),
      fc.record({ finish: fc.nat({ max: 5 }) }),
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 4 }), (all, parallel) => {
      const running: Work[] = []
      const begun: Work[] = []
      let most = 0
      const { queue } = queueOf({
        byGroup: true,
        parallel,
        run: (each) => {
          const { group } = each.envelope
          expect(
            running.some((other) => group !== undefined && other.envelope.group === group),
          ).toBe(false)
          running.push(each)
          begun.push(each)
          most = Math.max(most, running.length)
        },
      })
      const finish = (index: number): void => {
        const [each] = running.splice(index % running.length, 1)
        if (each !== undefined) queue.finished(each)
      }
      const pushed: string[] = []
      for (const [index, step] of all.entries()) {
        const id = String(index).padStart(3, '0')
        if ('push' in step) {
          pushed.push(id)
          queue.push(work(id, step.push))
        } else finish(step.finish)
      }
      while (running.length > 0) finish(0)

      expect(queue.size).toBe(0)
      expect(most).toBeLessThanOrEqual(parallel)
      expect(begun.map(({ envelope }) => envelope.id).sort()).toEqual(pushed)
      for (const group of ['a', 'b', 'c']) {
        const ids = begun.filter(({ envelope }) => envelope.group === group)
        const inOrder = ids.map(({ envelope }) => envelope.id)
        expect(inOrder).toEqual([...inOrder].sort())
      }
    }),
  )
})

test('it says when it is too full, and when there is room again', () => {
  const said: string[] = []
  const { queue, begun } = queueOf({
    onFull: () => said.push('full'),
    onRoom: () => said.push('room'),
  })

  for (const id of ['a', 'b', 'c']) queue.push(work(id))
  expect(said).toEqual([])
  queue.push(work('d'))
  expect(said).toEqual(['full'])
  queue.finished(begun[0]!)
  queue.finished(begun[1]!)
  expect(said).toEqual(['full'])
  queue.finished(begun[2]!)

  expect(said).toEqual(['full', 'room'])
})

test('it asks for more when it was filled to the brim, and not beyond', () => {
  const said: string[] = []
  const { queue, begun } = queueOf({
    onFull: () => said.push('full'),
    onRoom: () => said.push('room'),
  })

  for (const id of ['a', 'b', 'c']) queue.push(work(id))
  queue.finished(begun[0]!)
  queue.finished(begun[1]!)

  expect(queue.room).toBe(2)
  expect(said).toEqual(['room'])
})

test('when it is closed, what waits is left, what runs is waited for, and what would wait again is left too', async () => {
  const { queue, begun } = queueOf({ byGroup: true, parallel: 2 })
  const left: string[] = []

  for (const each of [work('a1', 'a'), work('a2', 'a'), work('b'), work('c')]) queue.push(each)
  queue.close(({ envelope }) => left.push(envelope.id))
  queue.requeue(begun[0]!)
  queue.push(work('d'))
  queue.finished(begun[1]!)
  await queue.idle()

  expect(left.sort()).toEqual(['a1', 'a2', 'c', 'd'])
})

test('what rests between two attempts keeps its place, and is left when the queue is closed', async () => {
  const { queue, begun, ids } = queueOf({ parallel: 1 })
  const left: string[] = []

  queue.push(work('a'))
  queue.push(work('b'))
  queue.retry(begun[0]!, 1)
  await until(() => begun.length === 2)
  const meanwhile = ids()
  queue.retry(begun[0]!, 1)
  queue.close(({ envelope }) => left.push(envelope.id))
  await queue.idle()
  await new Promise((resolve) => setTimeout(resolve, 5))

  expect(meanwhile).toEqual(['a', 'a'])
  expect(left).toEqual(['a', 'b'])
  expect(begun).toHaveLength(2)
})

test('what fails while the queue is closed is left, and not tried again', () => {
  const { queue, begun } = queueOf()
  const left: string[] = []

  queue.push(work('a'))
  queue.close(({ envelope }) => left.push(envelope.id))
  queue.retry(begun[0]!, 0)

  expect(left).toEqual(['a'])
  expect(begun).toHaveLength(1)
})

test('a pause of a month is no pause of a millisecond', async () => {
  const { queue, ids } = queueOf()

  queue.pause(30 * 24 * 3600_000)
  queue.push(work('a'))
  await new Promise((resolve) => setTimeout(resolve, 20))

  expect(queue.isPaused).toBe(true)
  expect(ids()).toEqual([])
  queue.close(() => {})
})

test('a line keeps its order, whatever goes in at its ends', () => {
  const line = new Deque<number>()

  for (let each = 0; each < 5000; each++) line.push(each)
  const taken = Array.from({ length: 4000 }, () => line.shift())
  line.unshift(-1)

  expect(taken).toEqual(Array.from({ length: 4000 }, (_, index) => index))
  expect(line.length).toBe(1001)
  expect(line.shift()).toBe(-1)
  expect(line.take()[0]).toBe(4000)
  expect(line.shift()).toBeUndefined()
})

test('a breaker trips at its share of failures, and not before enough was tried', () => {
  const settings = { failureShare: 0.5, minimum: 4, withinMs: 1000, pauseMs: 1 }
  const tally = (handled: number, failed: number, fromMs = 900) => [{ fromMs, handled, failed }]

  expect(trips(tally(0, 3), 1000, settings)).toBe(false)
  expect(trips(tally(2, 2), 1000, settings)).toBe(true)
  expect(trips(tally(3, 2), 1000, settings)).toBe(false)
  expect(trips(tally(0, 4, 0), 1000, settings)).toBe(false)
})

test('a breaker that has tripped counts anew', () => {
  const pauses: number[] = []
  const settings = { failureShare: 0.5, minimum: 2, withinMs: 1000, pauseMs: 7 }
  const breaker = new CircuitBreaker(settings, (pauseMs) => pauses.push(pauseMs))

  breaker.count('failed', 0)
  breaker.count('failed', 1)
  breaker.count('failed', 2)
  expect(pauses).toEqual([7])
  breaker.count('failed', 3)

  expect(pauses).toEqual([7, 7])
})

test('what takes too long is told once, and what must not be disturbed is asked again', async () => {
  const expired: string[] = []
  const deadlines = new Deadlines(5)
  let asked = 0
  const halt = () => {}
  const slow = { endsAt: 0, halt, expire: () => expired.push('slow') > 0 }
  const busy = { endsAt: 0, halt, expire: () => ++asked > 1 && expired.push('busy') > 0 }
  const quick = { endsAt: 0, halt, expire: () => expired.push('quick') > 0 }

  deadlines.watch(slow)
  deadlines.watch(busy)
  deadlines.watch(quick)
  deadlines.over(quick)
  // The timer keeps no process alive, so something else must.
  const alive = setInterval(() => {}, 1)
  await until(() => expired.length === 2)
  clearInterval(alive)

  expect(expired).toEqual(['slow', 'busy'])
})

test('handlers that may take a year are not looked after all the time', async () => {
  const warned: string[] = []
  const listen = ({ name }: Error) => warned.push(name)
  process.on('warning', listen)
  const deadlines = new Deadlines(365 * 24 * 3600_000)

  deadlines.watch({ endsAt: 0, halt: () => {}, expire: () => true })
  await new Promise((resolve) => setTimeout(resolve, 20))
  process.off('warning', listen)

  expect(warned).toEqual([])
})
