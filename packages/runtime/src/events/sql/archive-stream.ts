import { constantStatement } from '../../postgres/statement.js'
import { refusal } from '../../postgres/sqlstate.js'

/** Archives the one stream of an id; one that is archived stays as it is. $1 tenant, $2 id, $3 type (null: the only one), $4 now. */
export const archiveStreamStatement = constantStatement(`
  with archived as (
         update critter.streams
            set archived_at = coalesce(archived_at, $4::timestamptz)
          where tenant = $1::text
            and id = $2::text
            and ($3::text is null or type = $3::text)
         returning type
       )
  select critter.refuse(
           case count(*) when 0 then '${refusal.streamMissing}' else '${refusal.streamAmbiguous}' end,
           'expected one stream of this id',
           coalesce(string_agg(type, ',' order by type), ''))
    from archived
  having count(*) <> 1`)
