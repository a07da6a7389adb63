import { constantStatement } from '../../postgres/statement.js'

/**
 * A stream with its snapshot, if there is one of this hash, and the events after that. One statement, so that the three agree.
 * Relies on the primary keys of streams and snapshots, and on events_stream_version. The events come from a lateral, which is
 * planned as a range of that index from the snapshot on. $1 tenant, $2 id, $3 type, $4 hash or null, $5 where to begin without
 * a snapshot.
 * Columns: version of the stream, of the snapshot, data of the snapshot (on the first row only), version of the event, its
 * name, schema version, data. One row with no event when there is none to fold; no row when there is no stream.
 */
export const fetchAggregateStatement = constantStatement(`
  select stream.version, snapshot.version,
         case when event.version is null or event.version = snapshot.version + 1 then snapshot.data end,
         event.version, event.name, event.schema_version, event.data
    from critter.streams as stream
    left join critter.snapshots as snapshot
      on snapshot.tenant = stream.tenant
     and snapshot.stream_id = stream.id
     and snapshot.stream_type = stream.type
     and snapshot.hash = $4::text
    left join lateral (
         select version, name, schema_version, data
           from critter.events
          where tenant = stream.tenant
            and stream_id = stream.id
            and stream_type = stream.type
            and version > coalesce(snapshot.version, $5::int)
          order by version
         offset 0
       ) as event
      on true
   where stream.tenant = $1::text
     and stream.id = $2::text
     and stream.type = $3::text
   order by event.version`)
