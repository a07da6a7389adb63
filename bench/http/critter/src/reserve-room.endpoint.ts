import {
  created,
  Post,
  ProblemError,
  startStream,
  type CreationResponse,
  type LocalDate,
  type NewId,
  type Now,
  type QuerySession,
  type StartStream,
} from '@critter/runtime'
import {
  DailyRoomTypeAvailability,
  RoomReservation,
  RoomReserved,
  type RoomType,
} from './reservation.js'

export interface ReserveRoomRequest {
  readonly roomType: RoomType
  readonly from: LocalDate
  readonly to: LocalDate
  readonly guestId: string
  /** @integer @minimum 1 */
  readonly numberOfPeople: number
}

export class ReserveRoomEndpoint {
  static load(
    request: ReserveRoomRequest,
    session: QuerySession,
  ): Promise<readonly DailyRoomTypeAvailability[]> {
    return session
      .query(DailyRoomTypeAvailability)
      .where('roomType', '=', request.roomType)
      .where('date', '>=', request.from)
      .where('date', '<=', request.to)
      .orderBy('date')
      .toArray()
  }

  @Post('/api/reservations')
  static post(
    command: ReserveRoomRequest,
    dailyAvailability: readonly DailyRoomTypeAvailability[],
    reservationId: NewId,
    now: Now,
  ): [CreationResponse, StartStream<RoomReservation>] {
    if (dailyAvailability.some((day) => day.availableRooms === 0)) {
      throw new ProblemError({ status: 409, detail: 'Not enough available rooms!' })
    }

    const reserved = new RoomReserved({ ...command, reservationId, source: 'api', reservedAt: now })
    return [
      created(`/api/reservations/${reservationId}`),
      startStream(RoomReservation, reservationId, reserved),
    ]
  }
}
