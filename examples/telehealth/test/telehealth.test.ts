import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { telehealthApp } from '../src/app/app.js'
import { Board, Provider, ProviderJoined } from '../src/telehealth/model.js'
import { StartProviderShiftAsReadsEndpoint } from '../src/telehealth/start-provider-shift-as-reads.endpoint.js'
import { StartProviderShiftEndpoint } from '../src/telehealth/start-provider-shift.endpoint.js'

const board = { id: 'b-1', state: 'TX', specialty: 'pediatrics' }
const provider = new Provider({ id: 'p-1', states: ['TX'], specialties: ['pediatrics'] })

test('an eligible provider joins the board', () => {
  const [response, shift] = StartProviderShiftEndpoint.create(board, provider, 's-1')

  expect(response.body.shiftId).toBe('s-1')
  expect(shift.events).toEqual([new ProviderJoined({ boardId: 'b-1', providerId: 'p-1' })])
})

test('an ineligible provider is a problem that names both', () => {
  const problem = StartProviderShiftEndpoint.validate(provider, { ...board, state: 'OK' })

  expect(problem?.status).toBe(400)
  expect(problem?.extensions).toEqual({ providerId: 'p-1', boardId: 'b-1' })
})

test('reads as values are asked for without a database', () => {
  expect(
    StartProviderShiftAsReadsEndpoint.load({ boardId: 'b-1', providerId: 'p-1' }),
  ).toHaveLength(2)
})

let app: TestApp

beforeAll(async () => {
  app = await startApp(telehealthApp)
  const session = app.store.openSession()
  session.store(Board, board)
  session.store(Board, { ...board, id: 'b-ok', state: 'OK' })
  session.store(Provider, provider)
  await session.saveChanges()
})
afterAll(() => app.stop())

test('a shift starts with its stream and answers where it is', async () => {
  const response = await app.post('/shift/start', { json: { boardId: 'b-1', providerId: 'p-1' } })

  const { shiftId } = response.json<{ readonly shiftId: string }>()
  expect(response.status).toBe(201)
  expect(response.headers.get('location')).toBe(`/shift/${shiftId}`)
  const events = await app.store.openSession().events.fetchStream(shiftId)
  expect(events.map((each) => each.event)).toEqual([
    new ProviderJoined({ boardId: 'b-1', providerId: 'p-1' }),
  ])
})

test('a board that does not exist ends the request with what load answers', async () => {
  const response = await app.post('/shift/start', {
    json: { boardId: 'nowhere', providerId: 'p-1' },
    status: 400,
  })

  expect(response.problem().status).toBe(400)
})

test('a provider who may not join is a problem with its extensions', async () => {
  const response = await app.post('/shift/start', {
    json: { boardId: 'b-ok', providerId: 'p-1' },
    status: 400,
  })

  expect(response.problem()).toMatchObject({
    detail: 'Provider is ineligible to join this Board',
    providerId: 'p-1',
    boardId: 'b-ok',
  })
})

test('the same with a tuple that carries its continuation', async () => {
  const found = await app.post('/shift/start-as-tuple', {
    json: { boardId: 'b-1', providerId: 'p-1' },
  })
  const missing = await app.post('/shift/start-as-tuple', {
    json: { boardId: 'b-1', providerId: 'nobody' },
    status: 400,
  })

  expect(found.text).toBe('p-1 on b-1')
  expect(missing.problem().status).toBe(400)
})

test('the same with reads as values, where @OnMissing says 400', async () => {
  const found = await app.post('/shift/start-as-reads', {
    json: { boardId: 'b-1', providerId: 'p-1' },
  })
  const missing = await app.post('/shift/start-as-reads', {
    json: { boardId: 'nowhere', providerId: 'p-1' },
    status: 400,
  })

  expect(found.text).toBe('p-1 on b-1')
  expect(missing.problem().detail).toBe('Board was not found')
})
