import { randomUUID } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import {
  ReservationStore,
  type DailyRoomTypeAvailability,
  type RoomReserved,
} from './reservation-store.js'

/** As services over `pg` are mostly written: a transaction around one insert per table. */
@Injectable()
export class TransactionalStore extends ReservationStore {
  constructor(@Inject('pool') private readonly pool: Pool) {
    super()
  }

  async find(roomType: string, from: string, to: string): Promise<DailyRoomTypeAvailability[]> {
    const { rows } = await this.pool.query(
      `select data
         from critter.doc_daily_room_type_availability
        where tenant = ''
          and (data ->> 'roomType') collate "C" = $1
          and (data ->> 'date') collate "C" between $2 and $3
        order by (data ->> 'date') collate "C"`,
      [roomType, from, to],
    )
    return rows.map(({ data }) => data)
  }

  async add(reserved: RoomReserved): Promise<void> {
    const { reservationId, reservedAt } = reserved
    const client = await this.pool.connect()
    try {
      await client.query('begin')
      await client.query(
        `insert into critter.streams (tenant, id, type, version, started_at)
         values ('', $1, 'room-reservation', 1, $2)`,
        [reservationId, reservedAt],
      )
      await client.query(
        `insert into critter.events
                (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
         values ($1, '', $2, 'room-reservation', 1, 'room-reserved', $3, $4)`,
        [randomUUID(), reservationId, JSON.stringify(reserved), reservedAt],
      )
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
}
