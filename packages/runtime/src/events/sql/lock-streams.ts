import { constantStatement } from '../../postgres/statement.js'

/**
 * Has units that append to one stream whatever its version wait for each other before any of them has a transaction id: those
 * who wait for its row have theirs already, and whoever gets it behind a newer one is refused. An advisory lock draws none.
 * Without it, 30 units at once kept refusing each other until some had no attempt left.
 * Locked in the order of their keys, so that nobody waits for each other. $1 tenant, $2 array of stream ids.
 */
export const lockStreamsStatement = constantStatement(`
  select pg_advisory_xact_lock(key)
    from (select hashtextextended($1::text || '/' || id, 0) as key
            from unnest($2::text[]) as id
           order by key
          offset 0) as locked`)
