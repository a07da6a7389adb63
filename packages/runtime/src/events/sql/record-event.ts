import { constantStatement } from '../../postgres/statement.js'

/** Records an event of a stream this unit starts. $1 event id, $2 tenant, $3 stream id, $4 type, $5 version, $6 name, $7 data, $8 now. */
export const recordEventStatement = constantStatement(`
  insert into critter.events
         (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
  values ($1::uuid, $2::text, $3::text, $4::text, $5::int, $6::text, $7::jsonb, $8::timestamptz)`)
