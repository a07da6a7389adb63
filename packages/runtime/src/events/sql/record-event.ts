import { constantStatement } from '../../postgres/statement.js'

/**
 * Records an event whose version is known. $1 event id, $2 tenant, $3 stream id, $4 stream type, $5 version, $6 name,
 * $7 schema version, $8 data, $9 now, $10 correlation id, $11 causation id, $12 user, $13 headers.
 */
export const recordEventStatement = constantStatement(`
  insert into critter.events
         (id, tenant, stream_id, stream_type, version, name, schema_version, data, recorded_at,
          correlation_id, causation_id, user_name, headers)
  values ($1::uuid, $2::text, $3::text, $4::text, $5::int, $6::text, $7::int, $8::jsonb, $9::timestamptz,
          $10::text, $11::text, $12::text, $13::jsonb)`)
