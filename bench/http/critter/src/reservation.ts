import { Data, type LocalDate } from '@critter/runtime'

export type RoomType = 'single' | 'double' | 'king'

export class DailyRoomTypeAvailability extends Data<{
  id: string
  roomType: RoomType
  date: LocalDate
  availableRooms: number
}> {}

export class RoomReserved extends Data<{
  reservationId: string
  roomType: RoomType
  from: LocalDate
  to: LocalDate
  guestId: string
  numberOfPeople: number
  source: 'api' | 'external'
  reservedAt: Date
}> {}

export class RoomReservation {
  roomType: RoomType = 'single'
  from: LocalDate = ''
  to: LocalDate = ''

  applyReserved(event: RoomReserved) {
    this.roomType = event.roomType
    this.from = event.from
    this.to = event.to
  }
}
