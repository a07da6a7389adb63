// The statements of the outbox. Rows are found by their primary key (id, destination), or by the index outbox_open
// (owner, destination, due_at, id) where owner >= 0; see by-key.ts for the first.
import { constantStatement } from '../../postgres/statement.js'
import { ofKeys, outboxKeys } from './by-key.js'

/** $1 ids, $2 destinations, $3 owners, $4 due times, $5 message names, $6 bodies, $7 envelopes. */
export const storeOutbox = constantStatement(`
  insert into critter.outbox (id, destination, owner, due_at, message_name, body, envelope)
  select id, destination, owner, due_at, message_name, body, envelope::json
    from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])
      as stored (id, destination, owner, due_at, message_name, body, envelope)`)

/** The broker has them. $1 ids, $2 destinations, $3 owner. */
export const confirmSent = constantStatement(`
  delete from critter.outbox ${ofKeys(outboxKeys, 'found.owner = $3::int')}`)

/** Those that their owner has stored, and not taken since, wait for anybody. $1 ids, $2 destinations, $3 owner. */
export const giveBackStoredOutbox = constantStatement(`
  update critter.outbox
     set owner = 0 ${ofKeys(outboxKeys, 'found.owner = $3::int and found.look is null')}`)

/** What an owner took with one look. $1 owner, $2 look. */
export const giveBackLook = constantStatement(`
  update critter.outbox
     set owner = 0
   where owner = $1::int
     and owner >= 0
     and look = $2::bigint`)

/** Takes what is due, oldest first. $1 owner, $2 look, $3 destinations, $4 how many of each, $5 now. Columns as of the inbox. */
export const takeOutbox = constantStatement(`
  update critter.outbox
     set owner = $1::int, look = $2::bigint
   where ctid = any (array(
         select due.ctid
           from unnest($3::text[], $4::int[]) as room (destination, count)
          cross join lateral (
                select outbox.ctid
                  from critter.outbox
                 where outbox.owner = 0
                   and outbox.destination = room.destination
                   and outbox.due_at <= $5::timestamptz
                 order by outbox.due_at, outbox.id
                 limit room.count
                   for update skip locked
                ) as due
         ))
  returning id, destination, '', 1, message_name, body, envelope, due_at`)

/** When the next becomes due. $1 destinations, $2 now. Column: the time. */
export const nextOutbox = constantStatement(`
  select (extract(epoch from min(next.due_at)) * 1000)::bigint
    from unnest($1::text[]) as wanted (destination)
   cross join lateral (
         select outbox.due_at
           from critter.outbox
          where outbox.owner = 0
            and outbox.destination = wanted.destination
            and outbox.due_at > $2::timestamptz
          order by outbox.due_at
          limit 1
         ) as next`)
