import { constantStatement } from '../../postgres/statement.js'
import { refusal } from '../../postgres/sqlstate.js'

/**
 * Starts a stream with its events. The primary key of streams decides who is first.
 * $1 tenant, $2 id, $3 type, $4 recorded at, $5 version, then arrays: $6 event ids, $7 names, $8 data.
 */
export const startStreamStatement = constantStatement(`
  with started as (
         insert into critter.streams (tenant, id, type, version, started_at)
         values ($1::text, $2::text, $3::text, $5::int, $4::timestamptz)
             on conflict (tenant, id, type) do nothing
         returning version
       ),
       recorded as (
         insert into critter.events
                (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
         select e.id, $1::text, $2::text, $3::text, e.version, e.name, e.data::jsonb, $4::timestamptz
           from unnest($6::uuid[], $7::text[], $8::text[])
                with ordinality as e (id, name, data, version)
          where exists (select from started)
          order by e.version
       )
  select critter.refuse('${refusal.streamExists}', 'stream exists', $2::text)
   where not exists (select from started)`)
