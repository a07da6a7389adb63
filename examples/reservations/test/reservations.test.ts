import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reservationsApp } from '../src/app/app.js'
import { DailyRoomTypeAvailability, RoomReserved } from '../src/reservations/reservation.js'
import { ReserveRoomEndpoint } from '../src/reservations/reserve-room.endpoint.js'

const request = {
  roomType: 'king',
  from: '2026-12-01',
  to: '2026-12-03',
  guestId: 'alice',
  numberOfPeople: 2,
} as const
const day = { id: 'king-1', roomType: 'king', date: '2026-12-01', availableRooms: 1 } as const

test('a free period starts a reservation', () => {
  const now = new Date('2026-11-22T10:00:00Z')

  const [response, stream] = ReserveRoomEndpoint.post(request, [day], 'r-1', now)

  expect(response.location).toBe('/api/reservations/r-1')
  expect(stream.id).toBe('r-1')
  expect(stream.events).toEqual([
    new RoomReserved({ ...request, reservationId: 'r-1', source: 'api', reservedAt: now }),
  ])
})

test('a full day refuses the reservation', () => {
  const full = { ...day, availableRooms: 0 }

  expect(() => ReserveRoomEndpoint.post(request, [day, full], 'r-1', new Date())).toThrow(
    'Not enough available rooms!',
  )
})

let app: TestApp

beforeAll(async () => {
  app = await startApp(reservationsApp)
  const session = app.store.openSession()
  session.store(DailyRoomTypeAvailability, day)
  session.store(DailyRoomTypeAvailability, {
    ...day,
    id: 'king-9',
    date: '2026-12-09',
    availableRooms: 0,
  })
  session.store(DailyRoomTypeAvailability, {
    ...day,
    id: 'single-1',
    roomType: 'single',
    availableRooms: 0,
  })
  await session.saveChanges()
})
afterAll(() => app.stop())

test('a reservation is stored as the first event of its stream', async () => {
  const response = await app.post('/api/reservations', { json: request })

  const location = response.headers.get('location') ?? ''
  expect(response.status).toBe(201)
  expect(response.text).toBe('')
  const id = location.replace('/api/reservations/', '')
  const [recorded, ...more] = await app.store.openSession().events.fetchStream(id)
  expect(more).toEqual([])
  expect(recorded).toMatchObject({ streamId: id, version: 1 })
  expect(recorded?.event).toBeInstanceOf(RoomReserved)
  expect(recorded?.event).toMatchObject({ ...request, reservationId: id, source: 'api' })
})

test('a day without rooms is a conflict that reveals no location', async () => {
  const response = await app.post('/api/reservations', {
    json: { ...request, roomType: 'single' },
    status: 409,
  })

  expect(response.problem().detail).toBe('Not enough available rooms!')
  expect(response.headers.get('location')).toBeNull()
})

test('every violation of a request is listed with its place', async () => {
  const response = await app.post('/api/reservations', {
    json: {
      ...request,
      roomType: 'tent',
      from: 'tomorrow',
      numberOfPeople: 0.5,
      guestId: undefined,
    },
    status: 400,
  })

  const { errors } = response.problem() as unknown as {
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
  }
  expect(errors.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([
    '/roomType expected one of "single", "double", "king"',
    '/from expected a date such as 2026-11-22',
    '/guestId expected a string, found nothing',
    '/numberOfPeople expected an integer',
    '/numberOfPeople expected at least 1',
  ])
})
