import { randomUUID } from 'node:crypto'
import { ConflictException, Injectable } from '@nestjs/common'
import { ReservationStore } from './reservation-store.js'
import { ReserveRoomDto } from './reserve-room.dto.js'

@Injectable()
export class ReservationsService {
  constructor(private readonly store: ReservationStore) {}

  async reserve(command: ReserveRoomDto): Promise<string> {
    const { roomType, from, to, guestId, numberOfPeople } = command
    const days = await this.store.find(roomType, from, to)
    if (days.some((day) => day.availableRooms === 0)) {
      throw new ConflictException('Not enough available rooms!')
    }

    const reservationId = randomUUID()
    const reservedAt = new Date().toISOString()
    await this.store.add({
      reservationId,
      roomType,
      from,
      to,
      guestId,
      numberOfPeople,
      source: 'api',
      reservedAt,
    })
    return reservationId
  }
}
