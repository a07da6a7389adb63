import { constantStatement } from '../../postgres/statement.js'

/**
 * Destinations where rows wait that a node does not ask for. Steps from destination to destination on the index, however many
 * rows each has. $1 those that it asks for. Column: the destination.
 */
const unclaimed = (table: string, open: string) =>
  constantStatement(`
  with recursive waiting as (
         (select destination
            from critter.${table}
           where owner = 0 ${open}
           order by destination
           limit 1)
         union all
         select (select each.destination
                   from critter.${table} as each
                  where each.owner = 0 ${open}
                    and each.destination > waiting.destination
                  order by each.destination
                  limit 1)
           from waiting
          where waiting.destination is not null
       )
  select destination
    from waiting
   where destination is not null
     and destination <> all ($1::text[])`)

export const unclaimedInbox = unclaimed('inbox', 'and keep_until is null')
export const unclaimedOutbox = unclaimed('outbox', '')
