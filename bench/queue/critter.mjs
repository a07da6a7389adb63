// Critter's side: rows are put where a node that has gone would have left them, and the compiled application handles them.
import { prepareWith, query } from '../databases.mjs'
import { ask } from './ask.mjs'

const built = `${import.meta.dirname}/critter/dist`

export const critter = {
  prepare: (url) => prepareWith(`${built}/prepare-database.js`, url),

  async fill(url, { kind, count }) {
    await query(url, 'truncate critter.inbox, critter.doc_written_row')
    await leave(url, { kind, count })
  },

  /** Behind those that wait. */
  leave,

  drain: (url, { count }) => ask(`${built}/drain.js`, url, { COUNT: count }),
  latency: (url, { count }) => ask(`${built}/latency.js`, url, { COUNT: count }),
}

async function leave(url, { kind, count }) {
  // Ids that grow, as those of messages do.
  await query(
    url,
    `insert into critter.inbox (id, destination, due_at, attempt, message_name, body, envelope)
     select (lpad(to_hex(extract(epoch from clock_timestamp())::bigint), 8, '0') || '-' || lpad(to_hex(n / 65536), 4, '0') || '-7' ||
             substr(md5(random()::text), 1, 3) || '-8' || substr(md5(random()::text), 4, 3) || '-' || lpad(to_hex(n), 12, '0'))::uuid,
            'work', clock_timestamp() - interval '1 minute', 1, '${kind}',
            case when '${kind}' = 'no-op' then '{"n":' || n || '}' else '{"id":"' || n || '-' || extract(epoch from now()) || '","n":' || n || '}' end,
            ('{"version":1,"correlationId":"01a20fd6-7305-737c-97b2-86224006a100","sentAt":"2026-11-24T10:00:00.000Z","headers":{}}')::json
       from generate_series(1, ${count}) as n`,
  )
  await query(url, 'vacuum analyze critter.inbox')
}
