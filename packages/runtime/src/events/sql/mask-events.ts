import { constantStatement } from '../../postgres/statement.js'

/** How many events are read and rewritten at once. */
export const maskedAtOnce = 500

/**
 * The next events that may be masked, by their position; with a stream id it relies on events_stream_version.
 * $1 tenant, $2 stream id or null, $3 name or null, $4 behind this position.
 * Columns: position, stream id, stream type, version, name, schema version, data.
 */
export const fetchEventsToMaskStatement = constantStatement(`
  select position, stream_id, stream_type, version, name, schema_version, data
    from critter.events
   where tenant = $1::text
     and ($2::text is null or stream_id = $2::text)
     and ($3::text is null or name = $3::text)
     and position > $4::int8
   order by position
   limit ${maskedAtOnce}`)

/** Arrays: $1 positions, $2 schema versions, $3 data. */
export const maskEventsStatement = constantStatement(`
  update critter.events as event
     set schema_version = masked.schema_version,
         data = masked.data::jsonb
    from unnest($1::int8[], $2::int[], $3::text[]) as masked (position, schema_version, data)
   where event.position = masked.position`)

/** States hold what their events have told. $1 tenant, then arrays: $2 stream ids, $3 stream types. */
export const forgetSnapshotsStatement = constantStatement(`
  delete from critter.snapshots as snapshot
   using unnest($2::text[], $3::text[]) as masked (stream_id, stream_type)
   where snapshot.tenant = $1::text
     and snapshot.stream_id = masked.stream_id
     and snapshot.stream_type = masked.stream_type`)
