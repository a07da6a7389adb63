import { constantStatement } from '../../postgres/statement.js'

/**
 * Records an event of a stream that was there before, after the stream has been advanced.
 * $1 event id, $2 tenant, $3 stream id, $4 how many events of the stream follow, $5 name, $6 data, $7 now.
 */
export const recordAppendedEventStatement = constantStatement(`
  insert into critter.events
         (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
  select $1::uuid, $2::text, $3::text, type, version - $4::int, $5::text, $6::jsonb, $7::timestamptz
    from critter.streams
   where tenant = $2::text
     and id = $3::text`)
