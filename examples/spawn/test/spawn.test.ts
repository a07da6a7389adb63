import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spawnApp } from '../src/app/app.js'
import {
  HttpMessage1,
  HttpMessage2,
  HttpMessage3,
  HttpMessage4,
  SpawnEndpoint,
} from '../src/spawn/spawn.endpoint.js'

let app: TestApp

beforeAll(async () => {
  app = await startApp(spawnApp)
})
afterAll(() => app.stop())

test('cascaded messages of a tuple response are sent', async () => {
  const { result, sent } = await app.trackActivity(() =>
    app.post('/spawn', { json: { name: 'Chris Jones' } }),
  )

  expect(result.text).toBe('got it')
  expect(sent.single(HttpMessage1).name).toBe('Chris Jones')
  expect(sent.single(HttpMessage2).name).toBe('Chris Jones')
  expect(sent.single(HttpMessage3).name).toBe('Chris Jones')
  expect(sent.single(HttpMessage4).name).toBe('Chris Jones')
})

test('spawning sends four messages', () => {
  const [text, messages] = SpawnEndpoint.post({ name: 'Chris Jones' })

  expect(text).toBe('got it')
  expect(messages.single(HttpMessage1).message.name).toBe('Chris Jones')
  expect(messages.single(HttpMessage4).message.name).toBe('Chris Jones')
})
