import { refusal } from '../../postgres/sqlstate.js'
import { constantStatement } from '../../postgres/statement.js'

/**
 * Refuses the unit when the stream has another version by now, and keeps it there until the commit: two units that each
 * decide by the stream that the other appends to cannot both be right.
 * $1 tenant, $2 id, $3 type, $4 version; 0: there is none.
 */
export const requireVersionStatement = constantStatement(`
  with held as (
         select version
           from critter.streams
          where tenant = $1::text
            and id = $2::text
            and type = $3::text
            for share
       )
  select critter.refuse('${refusal.streamChanged}', 'expected the stream at another version', version::text)
    from (select coalesce(max(version), 0) as version from held) as found
   where version <> $4::int`)
