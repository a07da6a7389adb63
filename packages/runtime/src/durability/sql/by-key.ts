// Rows that are known by their primary key, in statements that lock them.
//
// What else must be true of a row is asked outside of the query that finds it, where `offset 0` keeps the planner from moving
// it: as a part of one condition it made the index that begins with the owner look as good as the primary key, in a table that
// no statistics were made of, and a thousand keys then read all rows of their owner a thousand times. Keys that come as arrays
// are looked up one by one, in a lateral query: joined to the table directly, a few hundred of them were planned as a scan of the
// whole backlog. The rows are addressed by their ctid, which holds for the statement that has just locked them.

/** A table of messages. */
export interface Keyed {
  readonly table: 'inbox' | 'outbox' | 'queue_messages'
  /** Columns of the primary key, with their types. */
  readonly key: Readonly<Record<string, string>>
  /** The rest of the key, where it is one for all: a condition on `each`. */
  readonly common?: string
  /** What conditions may ask of. */
  readonly columns: string
}

export const inboxKeys: Keyed = {
  table: 'inbox',
  key: { id: 'uuid', destination: 'text', handler: 'text' },
  columns: 'owner, look, keep_until',
}

export const outboxKeys: Keyed = {
  table: 'outbox',
  key: { id: 'uuid', destination: 'text' },
  columns: 'owner, look',
}

/** Of one address, which is the second parameter. */
export const queueKeys: Keyed = {
  table: 'queue_messages',
  key: { id: 'uuid' },
  common: 'each.address = $2::text',
  columns: 'owner',
}

/** Of the inbox: not handled yet, and of this owner. */
export const ownedBy = (owner: string): string =>
  `found.owner = ${owner}::int and found.keep_until is null`

/** The row whose key is in these parameters, where it meets the condition. */
export function ofKey(keyed: Keyed, parameters: readonly string[], condition: string): string {
  const wanted = Object.entries(keyed.key).map(
    ([column, type], place) => `${column} = ${parameters[place]!}::${type}`,
  )
  return `
          where ctid = any (array(
                select found.ctid
                  from (${found(keyed, wanted)}) as found
                 where ${condition}))`
}

/** The rows whose keys are in the first parameters, as arrays, where they meet the condition. */
export function ofKeys(keyed: Keyed, condition: string): string {
  const columns = Object.keys(keyed.key)
  const arrays = Object.values(keyed.key).map((type, place) => `$${place + 1}::${type}[]`)
  const wanted = columns.map((column) => `${column} = wanted.${column}`)
  return `
          where ctid = any (array(
                select found.ctid
                  from unnest(${arrays.join(', ')}) as wanted (${columns.join(', ')})
                 cross join lateral (${found(keyed, wanted)}) as found
                 where ${condition}))`
}

function found({ table, columns, common }: Keyed, wanted: readonly string[]): string {
  const conditions = [
    ...wanted.map((each) => `each.${each}`),
    ...(common === undefined ? [] : [common]),
  ]
  return `
                       select ctid, ${columns}
                         from critter.${table} as each
                        where ${conditions.join(' and ')}
                       offset 0
                          for update`
}
