import { constantStatement } from '../../postgres/statement.js'

/** Starts a stream, or moves it to its new version. $1 tenant, $2 id, $3 type, $4 number of events, $5 now. */
export const startOrAdvanceStreamStatement = constantStatement(`
  insert into critter.streams as stream (tenant, id, type, version, started_at, last_tx)
  values ($1::text, $2::text, $3::text, $4::int, $5::timestamptz, pg_current_xact_id())
      on conflict (tenant, id, type) do update
     set version = case
           when stream.archived_at is null
            and stream.last_tx <= excluded.last_tx
           then stream.version + excluded.version
           else critter.refuse_append(stream.id, stream.version, stream.archived_at, null)
         end,
         last_tx = excluded.last_tx`)
