import { constantStatement } from '../../postgres/statement.js'

/** Starts a stream; the primary key of streams decides who is first. $1 tenant, $2 id, $3 type, $4 version, $5 now. */
export const startStreamStatement = constantStatement(`
  insert into critter.streams (tenant, id, type, version, started_at, last_tx)
  values ($1::text, $2::text, $3::text, $4::int, $5::timestamptz, pg_current_xact_id())`)
