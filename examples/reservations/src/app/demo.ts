// The main job in one run: real HTTP requests to the generated endpoint, and what Postgres holds afterwards.
import { DailyRoomTypeAvailability } from '../reservations/reservation.js'
import { reservationsApp } from './app.js'

const app = reservationsApp({ logger: quiet() })
const { url } = await app.listen({ port: 0 })

const days = ['2026-12-01', '2026-12-02', '2026-12-03']
const session = app.store.openSession()
for (const date of days) {
  for (const [roomType, availableRooms] of [
    ['king', 2],
    ['single', 0],
  ] as const) {
    const day = { id: `${roomType} ${date}`, roomType, date, availableRooms }
    session.store(DailyRoomTypeAvailability, day)
  }
}
await session.saveChanges()

const request = { from: '2026-12-01', to: '2026-12-03', guestId: 'alice', numberOfPeople: 2 }
heading('A free period')
const location = await post({ roomType: 'king', ...request })
heading('A period that is full')
await post({ roomType: 'single', ...request })
heading('A request that says nothing of use')
await post({ roomType: 'tent', from: 'tomorrow', to: '2026-12-03', numberOfPeople: 0.5 })

heading('What Postgres holds')
const id = location?.split('/').at(-1) ?? ''
for (const { streamId, version, position, recordedAt, event } of await app.store
  .openSession()
  .events.fetchStream(id)) {
  console.log(
    `events     position ${position}, stream ${streamId}, version ${version}, ${recordedAt.toISOString()}`,
  )
  console.log(`           ${event.constructor.name} ${JSON.stringify(event)}`)
}
for (const day of await app.store
  .openSession()
  .query(DailyRoomTypeAvailability)
  .orderBy('id')
  .toArray()) {
  console.log(`documents  ${JSON.stringify(day)}`)
}
console.log(
  '(This example has no projection that lowers the availability: it is as it was stored.)',
)
await app.stop()

async function post(body: object): Promise<string | undefined> {
  console.log(`POST /api/reservations ${JSON.stringify(body)}`)
  const response = await fetch(`${url}/api/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const location = response.headers.get('location') ?? undefined
  console.log(
    `→ ${response.status} ${response.statusText}${location === undefined ? '' : `, Location: ${location}`}`,
  )
  const text = await response.text()
  if (text !== '') console.log(JSON.stringify(JSON.parse(text), null, 2))
  return location
}

function heading(text: string): void {
  console.log(`\n── ${text}`)
}

function quiet() {
  const silent = (): void => {}
  return { debug: silent, info: silent, warn: console.warn, error: console.error }
}
