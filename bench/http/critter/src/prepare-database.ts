// Makes the tables, and a year of days for every type of room; on the last days nothing is free.
import { createApp } from './generated/critter/index.js'
import { DailyRoomTypeAvailability, type RoomType } from './reservation.js'

const app = createApp()
await app.start()
const session = app.store.openSession()
const types: readonly RoomType[] = ['single', 'double', 'king']
for (const roomType of types) {
  for (let day = 0; day < 365; day++) {
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
    const availableRooms = day < 360 ? 20 : 0
    const document = { id: `${roomType} ${date}`, roomType, date, availableRooms }
    session.store(DailyRoomTypeAvailability, document)
  }
}
await session.saveChanges()
await app.stop()
