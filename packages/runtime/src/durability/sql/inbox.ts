// The statements of the inbox. Rows are found by their primary key (id, destination, handler), or by the index inbox_open
// (owner, destination, due_at, id) where keep_until is null; see by-key.ts for the first.
import { constantStatement } from '../../postgres/statement.js'
import { knownFor } from './known-for.js'
import { refusal } from '../../postgres/sqlstate.js'
import { inboxKeys, ofKey, ofKeys, ownedBy } from './by-key.js'

const columns = 'id, destination, handler, owner, due_at, attempt, message_name, body, envelope'

/** $1 ids, $2 destinations, $3 handlers, $4 owners, $5 due times, $6 attempts, $7 message names, $8 bodies, $9 envelopes. */
export const storeInbox = constantStatement(`
  insert into critter.inbox (${columns})
  select id, destination, handler, owner, due_at, attempt, message_name, body, envelope::json
    from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::int[], $7::text[], $8::text[],
                $9::text[])
      as stored (id, destination, handler, owner, due_at, attempt, message_name, body, envelope)`)

/** The same of what a broker delivered, which may be there already. Columns: id, destination, handler of the new ones. */
export const storeIncoming = constantStatement(`${storeInbox.text}
      on conflict (id, destination, handler) do nothing
  returning id, destination, handler`)

/** One that nobody will deliver again is handled. $1 id, $2 destination, $3 handler, $4 owner. */
export const handleLocal = constantStatement(`
  with handled as (
         delete from critter.inbox ${ofKey(inboxKeys, ['$1', '$2', '$3'], 'found.owner = $4::int')}
         returning id
       )
  select critter.refuse('${refusal.messageHandled}', 'the message was handled before, or taken over', $1::text)
   where not exists (select from handled)`)

/** One that may be delivered again is handled. $1 id, $2 destination, $3 handler, $4 owner, $5 for how many milliseconds it is known. */
export const handleReceived = constantStatement(`
  with handled as (
         update critter.inbox
            set owner = 0, keep_until = ${knownFor('$5')}, body = '', envelope = '{}' ${ofKey(inboxKeys, ['$1', '$2', '$3'], ownedBy('$4'))}
         returning id
       )
  select critter.refuse('${refusal.messageHandled}', 'the message was handled before, or taken over', $1::text)
   where not exists (select from handled)`)

const mark = `
  insert into critter.inbox (${columns}, keep_until)
  select id, destination, handler, 0, $4::timestamptz, 1, message_name, '', '{}', ${knownFor('$5')}
    from unnest($1::uuid[], $2::text[], $3::text[], $6::text[]) as marked (id, destination, handler, message_name)
      on conflict (id, destination, handler) do nothing`

/** One without a row is handled. $1 ids, $2 destinations, $3 handlers, $4 now, $5 for how many milliseconds it is known, $6 message names. */
export const handleBroker = constantStatement(`
  with handled as (${mark}
         returning id
       )
  select critter.refuse('${refusal.messageHandled}', 'the message was handled before', ($1::uuid[])[1]::text)
   where not exists (select from handled)`)

/** The same, where it does not matter. */
export const markBroker = constantStatement(mark)

/** $1 ids, $2 destinations, $3 handlers, $4 owner. */
export const markLocal = constantStatement(`
  delete from critter.inbox ${ofKeys(inboxKeys, 'found.owner = $4::int')}`)

/** $1 ids, $2 destinations, $3 handlers, $4 owner, $5 for how many milliseconds they are known. */
export const markReceived = constantStatement(`
  update critter.inbox
     set owner = 0, keep_until = ${knownFor('$5')}, body = '', envelope = '{}' ${ofKeys(inboxKeys, ownedBy('$4'))}`)

const divide = (whole: string) =>
  constantStatement(`
  with whole as (${whole} ${ofKey(inboxKeys, ['$10', '$11', '$12'], ownedBy('$13'))}
         returning id
       )
  ${storeInbox.text.trim()}
   where exists (select from whole)
      on conflict (id, destination, handler) do nothing
  returning id, destination, handler`)

/**
 * In place of one row come several, while its owner has it. $1 to $9 as above, $10 id, $11 destination, $12 handler and
 * $13 owner of the one. Columns: id, destination, handler of the new ones.
 */
export const divideLocal = divide(`
         delete from critter.inbox`)

/** The same of one that may be delivered again. $14 for how many milliseconds it is known. */
export const divideReceived = divide(`
         update critter.inbox
            set owner = 0, keep_until = ${knownFor('$14')}, body = '', envelope = '{}'`)

/** Those that their owner has stored, and not taken since, wait for anybody. $1 ids, $2 destinations, $3 handlers, $4 owner. */
export const giveBackStoredInbox = constantStatement(`
  update critter.inbox
     set owner = 0 ${ofKeys(inboxKeys, `${ownedBy('$4')} and found.look is null`)}`)

/** $1 id, $2 destination, $3 handler, $4 owner, $5 due, $6 attempt. */
export const reschedule = constantStatement(`
  update critter.inbox
     set owner = 0, due_at = $5::timestamptz, attempt = $6::int ${ofKey(inboxKeys, ['$1', '$2', '$3'], ownedBy('$4'))}`)

/** What an owner took with one look. $1 owner, $2 look. */
export const giveBackLook = constantStatement(`
  update critter.inbox
     set owner = 0
   where owner = $1::int
     and look = $2::bigint
     and keep_until is null`)

/**
 * Takes what is due, oldest first. $1 owner, $2 look, $3 destinations, $4 how many of each, $5 now.
 * Columns: those of an envelope, then due_at.
 */
export const takeInbox = constantStatement(`
  update critter.inbox
     set owner = $1::int, look = $2::bigint
   where ctid = any (array(
         select due.ctid
           from unnest($3::text[], $4::int[]) as room (destination, count)
          cross join lateral (
                select inbox.ctid
                  from critter.inbox
                 where inbox.owner = 0
                   and inbox.keep_until is null
                   and inbox.destination = room.destination
                   and inbox.due_at <= $5::timestamptz
                 order by inbox.due_at, inbox.id
                 limit room.count
                   for update skip locked
                ) as due
         ))
  returning id, destination, handler, attempt, message_name, body, envelope, due_at`)

/** When the next becomes due. $1 destinations, $2 now. Column: the time. */
export const nextInbox = constantStatement(`
  select (extract(epoch from min(next.due_at)) * 1000)::bigint
    from unnest($1::text[]) as wanted (destination)
   cross join lateral (
         select inbox.due_at
           from critter.inbox
          where inbox.owner = 0
            and inbox.keep_until is null
            and inbox.destination = wanted.destination
            and inbox.due_at > $2::timestamptz
          order by inbox.due_at
          limit 1
         ) as next`)
