// The statements of Postgres queues. Rows are found by their primary key (id, address), or by the index queue_messages_open
// (owner, address, due_at, position) where owner >= 0. See by-key.ts for the first.
import { constantStatement } from '../../postgres/statement.js'
import { ofKeys, queueKeys } from './by-key.js'

/**
 * One that is there already is the same, sent again because nobody knew whether it had arrived.
 * What is due at once has no due time: it is due by now, or by the database's clock if the sender's is ahead, or whoever listens
 * would wait for that.
 * $1 ids, $2 addresses, $3 due times, $4 bodies, $5 headers, $6 now.
 */
export const storeQueue = constantStatement(`
  insert into critter.queue_messages (id, address, due_at, body, headers)
  select id, address, coalesce(due_at, least($6::timestamptz, now())), body, headers::json
    from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[])
      as sent (id, address, due_at, body, headers)
      on conflict (id, address) do nothing`)

/** $1 ids, $2 address, $3 owner. */
export const acknowledgeQueue = constantStatement(`
  delete from critter.queue_messages ${ofKeys(queueKeys, 'found.owner = $3::int')}`)

/** $1 ids, $2 address, $3 owner. They wait for anybody, where they were. */
export const giveBackQueue = constantStatement(`
  update critter.queue_messages
     set owner = 0 ${ofKeys(queueKeys, 'found.owner = $3::int')}`)

/** What an owner took with one look. $1 owner, $2 look. */
export const giveBackQueueLook = constantStatement(`
  update critter.queue_messages
     set owner = 0
   where owner = $1::int
     and owner >= 0
     and look = $2::bigint`)

/** Takes what is due, oldest first. $1 owner, $2 look, $3 address, $4 how many, $5 now. Columns: id, body, headers, due_at, position. */
export const takeQueue = constantStatement(`
  update critter.queue_messages
     set owner = $1::int, look = $2::bigint
   where ctid = any (array(
         select ctid
           from critter.queue_messages
          where owner = 0
            and address = $3::text
            and due_at <= $5::timestamptz
          order by due_at, position
          limit $4::int
            for update skip locked))
  returning id, body, headers, due_at, position`)

/** When the next becomes due. $1 address, $2 now. Column: the time. */
export const nextQueue = constantStatement(`
  select (extract(epoch from due_at) * 1000)::bigint
    from critter.queue_messages
   where owner = 0
     and address = $1::text
     and due_at > $2::timestamptz
   order by due_at
   limit 1`)
