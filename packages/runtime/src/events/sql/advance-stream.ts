import { constantStatement } from '../../postgres/statement.js'
import { refusal } from '../../postgres/sqlstate.js'

/**
 * Moves the one stream of an id to its new version, and locks it, so that versions have no gaps.
 * It goes ahead of the events: who is refused here has drawn no position.
 * $1 tenant, $2 id, $3 type (null: the only one), $4 number of events, $5 the version it must have, or null.
 */
export const advanceStreamStatement = constantStatement(`
  with advanced as (
         update critter.streams
            set version = case
                  when archived_at is null
                   and last_tx <= pg_current_xact_id()
                   and ($5::int is null or version = $5::int)
                  then version + $4::int
                  else critter.refuse_append(id, version, archived_at, $5::int)
                end,
                last_tx = pg_current_xact_id()
          where tenant = $1::text
            and id = $2::text
            and ($3::text is null or type = $3::text)
         returning type
       )
  select critter.refuse(
           case count(*) when 0 then '${refusal.streamMissing}' else '${refusal.streamAmbiguous}' end,
           'expected one stream of this id',
           coalesce(string_agg(type, ',' order by type), ''))
    from advanced
  having count(*) <> 1`)
