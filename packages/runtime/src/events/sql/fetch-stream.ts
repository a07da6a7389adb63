import { constantStatement } from '../../postgres/statement.js'

/**
 * The events of a stream. Relies on events_stream_version (tenant, stream_id, stream_type, version).
 * $1 tenant, $2 stream id, $3 up to this version or null, $4 up to this time or null, in milliseconds since 1970: a date of
 * JavaScript may lie in years that `timestamptz` has not, the year 0 among them, and such a date may come with a request.
 * Columns: id, stream type, version, position, milliseconds since 1970, name, schema version, data, correlation id,
 * causation id, user, headers.
 */
export const fetchStreamStatement = constantStatement(`
  select id, stream_type, version, position,
         (extract(epoch from recorded_at) * 1000)::float8, name, schema_version, data,
         correlation_id, causation_id, user_name, headers
    from critter.events
   where tenant = $1::text
     and stream_id = $2::text
     and ($3::int8 is null or version <= $3::int8)
     and ($4::numeric is null or extract(epoch from recorded_at) * 1000 <= $4::numeric)
   order by stream_type, version`)
