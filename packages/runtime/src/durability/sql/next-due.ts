import { constantStatement } from '../../postgres/statement.js'

/**
 * When the next row that waits becomes due, of any table and destination. Reads all that wait: asked by tests, which move the
 * clock there. $1 now. Column: the time in milliseconds.
 */
export const nextDue = constantStatement(`
  select (extract(epoch from min(due_at)) * 1000)::bigint
    from (
         select due_at
           from critter.inbox
          where owner = 0
            and keep_until is null
         union all
         select due_at
           from critter.outbox
          where owner = 0
         union all
         select due_at
           from critter.queue_messages
          where owner = 0
         ) as waiting
   where due_at > $1::timestamptz`)
