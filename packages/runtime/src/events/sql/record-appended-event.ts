import { constantStatement } from '../../postgres/statement.js'

/**
 * Records an event of a stream whose version only the database knows, after the stream has been advanced.
 * $1 event id, $2 tenant, $3 stream id, $4 stream type (null: the only one), $5 how many events of the stream follow, $6 name,
 * $7 schema version, $8 data, $9 now, $10 correlation id, $11 causation id, $12 user, $13 headers.
 */
export const recordAppendedEventStatement = constantStatement(`
  insert into critter.events
         (id, tenant, stream_id, stream_type, version, name, schema_version, data, recorded_at,
          correlation_id, causation_id, user_name, headers)
  select $1::uuid, $2::text, $3::text, type, version - $5::int, $6::text, $7::int, $8::jsonb, $9::timestamptz,
         $10::text, $11::text, $12::text, $13::jsonb
    from critter.streams
   where tenant = $2::text
     and id = $3::text
     and ($4::text is null or type = $4::text)`)
