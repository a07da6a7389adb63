export interface DailyRoomTypeAvailability {
  readonly id: string
  readonly roomType: string
  readonly date: string
  readonly availableRooms: number
}

export interface RoomReserved {
  readonly reservationId: string
  readonly roomType: string
  readonly from: string
  readonly to: string
  readonly guestId: string
  readonly numberOfPeople: number
  readonly source: 'api'
  readonly reservedAt: string
}

/** Where reservations are kept. */
export abstract class ReservationStore {
  abstract find(roomType: string, from: string, to: string): Promise<DailyRoomTypeAvailability[]>
  abstract add(reserved: RoomReserved): Promise<void>
}
