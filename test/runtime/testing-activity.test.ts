import { Data } from '@critter/runtime'
import { expect, test } from 'vitest'
import { handler, messageMapping, startMessagingApp } from './support/messaging.js'

class Task extends Data<{ n: number }> {}

test('a timeout prints what happened and when, although the clock of the application stands still', async () => {
  const { test: app, bus } = await startMessagingApp({
    messages: [messageMapping(Task, 'task')],
    handlers: () => [
      handler<Task>('task', async () => {
        await new Promise((resolve) => setTimeout(resolve, 400))
      }),
    ],
  })
  const act = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    await bus.send(new Task({ n: 1 }))
  }

  const failure = await app
    .trackActivity(act, { timeout: { milliseconds: 200 } })
    .catch((error: unknown) => (error as Error).message)

  expect(failure).toContain('was finished within 200 ms')
  expect(failure).toMatch(/^ {2}\+1\d\d ms {2}sent +task {2}task/m)
})
