import { constantStatement } from '../../postgres/statement.js'

/**
 * Records the events of several streams in the order they were appended, after every stream has moved to its new version.
 * The version is looked up per event: a join was planned as a scan of all streams (955 µs against 212 µs, Postgres 15).
 * $1 tenant, $2 recorded at, then arrays: $3 event ids, $4 stream ids, $5 stream types (null: the only one),
 * $6 how many events of the stream follow, $7 names, $8 data.
 */
export const recordEventsStatement = constantStatement(`
  insert into critter.events
         (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
  select e.id, $1::text, e.stream_id, coalesce(e.stream_type, s.type), s.version - e.following,
         e.name, e.data::jsonb, $2::timestamptz
    from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[])
         with ordinality as e (id, stream_id, stream_type, following, name, data, position)
   cross join lateral (
         select streams.type, streams.version
           from critter.streams
          where streams.tenant = $1::text
            and streams.id = e.stream_id
            and streams.type = coalesce(e.stream_type, streams.type)
         offset 0
       ) as s
   order by e.position`)
