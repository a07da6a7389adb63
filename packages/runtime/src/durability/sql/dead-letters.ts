// The statements by which messages become dead letters. See by-key.ts for how rows are found.
//
// Each returns the id of the dead letter where there is one, also where the same statement has written it before: its answer
// may have been lost.
import { constantStatement } from '../../postgres/statement.js'
import { knownFor } from './known-for.js'
import { inboxKeys, ofKey, outboxKeys, ownedBy } from './by-key.js'

const columns =
  'id, message_id, destination, handler, kept, attempt, message_name, body, envelope, reason, error_name, error_message, error_stack, dead_at'

// $1 id, $2 message id, $3 destination, $4 handler, $5 kept, $6 attempt, $7 message name, $8 body, $9 envelope, $10 reason,
// $11 error name, $12 error message, $13 error stack, $14 dead at.
const values = `
  insert into critter.dead_letters (${columns})
  select $1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::int, $7::text, $8::text, $9::json, $10::text, $11::text,
         $12::text, $13::text, $14::timestamptz`

const written = `
  select id from stored
   union all
  select id from critter.dead_letters where id = $1::uuid`

/** Of a message without a row. The id makes it harmless to be repeated. */
export const buryLoose = constantStatement(`
  with stored as (${values}
      on conflict (id) do nothing
      returning id
       )
  ${written}`)

const ofInbox = ofKey(inboxKeys, ['$2', '$3', '$4'], ownedBy('$15'))

/** Of one that nobody will deliver again, while $15 owns it. */
export const buryLocal = constantStatement(`
  with gone as (
         delete from critter.inbox ${ofInbox}
         returning id
       ), stored as (${values}
           from gone
         returning id
       )
  ${written}`)

/** Of one that may be delivered again, while $15 owns it. $16 for how many milliseconds it is known. */
export const buryReceived = constantStatement(`
  with gone as (
         update critter.inbox
            set owner = 0, keep_until = ${knownFor('$16')}, body = '', envelope = '{}' ${ofInbox}
         returning id
       ), stored as (${values}
           from gone
         returning id
       )
  ${written}`)

/** Of one that was to be sent, while $15 owns it. */
export const buryOutbox = constantStatement(`
  with gone as (
         delete from critter.outbox ${ofKey(outboxKeys, ['$2', '$3'], 'found.owner = $15::int')}
         returning id
       ), stored as (${values}
           from gone
         returning id
       )
  ${written}`)
