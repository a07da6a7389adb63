import { constantStatement } from '../../postgres/statement.js'
import { refusal } from '../../postgres/sqlstate.js'

/**
 * Moves the one stream of an id to its new version, and locks it, so that versions have no gaps.
 * $1 tenant, $2 id, $3 number of events.
 */
export const advanceStreamStatement = constantStatement(`
  with advanced as (
         update critter.streams
            set version = version + $3::int
          where tenant = $1::text
            and id = $2::text
         returning type
       )
  select critter.refuse(
           case count(*) when 0 then '${refusal.streamMissing}' else '${refusal.streamAmbiguous}' end,
           'expected one stream of this id',
           coalesce(string_agg(type, ',' order by type), ''))
    from advanced
  having count(*) <> 1`)
