import { constantStatement } from '../../postgres/statement.js'
import { refusal } from '../../postgres/sqlstate.js'

/**
 * Appends events to the one stream of an id. The row of the stream is locked by the update, so versions have no gaps.
 * $1 tenant, $2 id, $3 recorded at, $4 number of events, then arrays: $5 event ids, $6 names, $7 data.
 */
export const appendToStreamStatement = constantStatement(`
  with moved as (
         update critter.streams
            set version = version + $4::int
          where tenant = $1::text
            and id = $2::text
         returning type, version
       ),
       recorded as (
         insert into critter.events
                (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
         select e.id, $1::text, $2::text, moved.type, moved.version - $4::int + e.position,
                e.name, e.data::jsonb, $3::timestamptz
           from moved
          cross join unnest($5::uuid[], $6::text[], $7::text[])
                     with ordinality as e (id, name, data, position)
          order by e.position
       )
  select critter.refuse(
           case count(*) when 0 then '${refusal.streamMissing}' else '${refusal.streamAmbiguous}' end,
           'expected one stream of this id',
           coalesce(string_agg(type, ',' order by type), ''))
    from moved
  having count(*) <> 1`)
