import { constantStatement } from '../../postgres/statement.js'

/**
 * Keeps the state of an aggregate. The stream was advanced in the same transaction, and is locked by it.
 * $1 tenant, $2 stream id, $3 stream type, $4 version, $5 hash, $6 data.
 */
export const storeSnapshotStatement = constantStatement(`
  insert into critter.snapshots (tenant, stream_id, stream_type, version, hash, data)
  values ($1::text, $2::text, $3::text, $4::int, $5::text, $6::jsonb)
      on conflict (tenant, stream_id, stream_type) do update
     set version = excluded.version,
         hash = excluded.hash,
         data = excluded.data`)
