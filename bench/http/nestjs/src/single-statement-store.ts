import { randomUUID } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import {
  ReservationStore,
  type DailyRoomTypeAvailability,
  type RoomReserved,
} from './reservation-store.js'

/** The statements of the endpoint by hand: named, and a transaction that is a single one. */
@Injectable()
export class SingleStatementStore extends ReservationStore {
  constructor(@Inject('pool') private readonly pool: Pool) {
    super()
  }

  async find(roomType: string, from: string, to: string): Promise<DailyRoomTypeAvailability[]> {
    const { rows } = await this.pool.query({ ...findAvailability, values: [roomType, from, to] })
    return rows.map(({ data }) => data)
  }

  async add(reserved: RoomReserved): Promise<void> {
    const { reservationId, reservedAt } = reserved
    const values = [reservationId, randomUUID(), JSON.stringify(reserved), reservedAt]
    await this.pool.query({ ...startReservation, values })
  }
}

const findAvailability = {
  name: 'find-availability',
  text: `
  select data
    from critter.doc_daily_room_type_availability
   where tenant = ''
     and (data ->> 'roomType') collate "C" = $1
     and (data ->> 'date') collate "C" between $2 and $3
   order by (data ->> 'date') collate "C"`,
}

const startReservation = {
  name: 'start-reservation',
  text: `
  with started as (
         insert into critter.streams (tenant, id, type, version, started_at)
         values ('', $1, 'room-reservation', 1, $4)
       )
  insert into critter.events
         (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
  values ($2, '', $1, 'room-reservation', 1, 'room-reserved', $3, $4)`,
}
