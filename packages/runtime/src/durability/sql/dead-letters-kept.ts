// What is asked of dead letters, by people and not often. The newest are found by their id, which is made in the order of time.
import { constantStatement } from '../../postgres/statement.js'

/** Without the name of its application. */
const plain = 'substr(destination, strpos(destination, chr(31)) + 1)'

// $1 ids, $2 message name, $3 how it begins, $4 reason, $5 error, $6 destination, $7 since, $8 until: null is anything.
const chosen = `
            ($1::uuid[] is null or id = any ($1::uuid[]))
        and ($2::text is null or message_name = $2::text)
        and ($3::text is null or starts_with(message_name, $3::text))
        and ($4::text is null or reason = $4::text)
        and ($5::text is null or error_name = $5::text)
        and ($6::text is null or ${plain} = $6::text)
        and ($7::timestamptz is null or dead_at >= $7::timestamptz)
        and ($8::timestamptz is null or dead_at < $8::timestamptz)`

const time = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`
const listed = `id, message_id, message_name, ${plain}, handler, reason, error_name, error_message, attempt, ${time('dead_at')}`

/** $1 to $8 as above, $9 the id of the last one seen, or null, $10 how many. */
export const listDeadLetters = constantStatement(`
  select ${listed}
    from critter.dead_letters
   where ${chosen}
     and ($9::uuid is null or id < $9::uuid)
   order by id desc
   limit $10::int`)

/** $1 id. */
export const showDeadLetter = constantStatement(`
  select ${listed}, body, envelope, error_stack
    from critter.dead_letters
   where id = $1::uuid`)

// $9 the newest of them, $10 how many.
const gone = `
  with gone as (
         delete from critter.dead_letters
          where id in (
                select id
                  from critter.dead_letters
                 where ${chosen}
                   and id <= $9::uuid
                 order by id
                 limit $10::int
                   for update skip locked)
         returning *
       )`

/** Column: 1 for each. */
export const deleteDeadLetters = constantStatement(`${gone}
  select 1 from gone`)

/**
 * The mark of a message that was handled gives way; a row that waits already stays. They are due since they died, by the clock
 * of the application. Column: 1 for each.
 * What had expired is given all the time there is: \`deliverBy\` is a member at the top, its name is escaped in any text.
 */
export const replayDeadLetters = constantStatement(`${gone},
       revived as (
         select distinct on (message_id, destination, handler, kept)
                dead_at, message_id, destination, handler, kept, message_name, body,
                case when reason = 'expired' then regexp_replace(envelope::text, '"deliverBy":"[^"]*",', '')::json
                     else envelope end as envelope
           from gone
       ),
       received as (
         insert into critter.inbox as known
                (id, destination, handler, due_at, attempt, message_name, body, envelope)
         select message_id, destination, handler, dead_at, 1, message_name, body, envelope
           from revived
          where kept = 'inbox'
             on conflict (id, destination, handler) do update
            set owner = 0, due_at = excluded.due_at, attempt = 1, body = excluded.body,
                envelope = excluded.envelope, keep_until = null
          where known.keep_until is not null
       ),
       sent as (
         insert into critter.outbox (id, destination, due_at, message_name, body, envelope)
         select message_id, destination, dead_at, message_name, body, envelope
           from revived
          where kept = 'outbox'
             on conflict (id, destination) do nothing
       )
  select 1 from gone`)
