// The statements of nodes, and what is done with the rows of those that have gone. The life of a node is measured by the
// database's clock, which all of them share.
import { constantStatement } from '../../postgres/statement.js'

/** $1 name. Columns: the number, and how many other nodes there are. */
export const registerNode = constantStatement(`
  insert into critter.nodes (name, started_at, seen_at)
  values ($1::text, clock_timestamp(), clock_timestamp())
  returning number, (select count(*) from critter.nodes)`)

/** $1 number. The same columns. No row: others took this node for dead. */
export const beat = constantStatement(`
  update critter.nodes
     set seen_at = clock_timestamp()
   where number = $1::int
  returning number, (select count(*) - 1 from critter.nodes)`)

/** $1 number. */
export const removeNode = constantStatement(`
  delete from critter.nodes
   where number = $1::int`)

/** $1 for how many milliseconds a node may be silent. Columns: number, name. */
export const removeSilent = constantStatement(`
  delete from critter.nodes
   where seen_at < clock_timestamp() - $1::int * interval '1 millisecond'
  returning number, name`)

/** What the index of open rows says of a row. */
type Open = (row: string) => string
const isOpen: Open = (row) => `${row}.keep_until is null`
const isAny: Open = (row) => `${row}.owner >= 0`

/** Owners of rows that are no node any more. Steps from owner to owner on the index, however many rows each has. */
const orphans = (table: string, open: Open) => `
  with recursive owners as (
         (select owner from critter.${table} where owner > 0 and ${open(table)} order by owner limit 1)
         union all
         select (select each.owner from critter.${table} as each
                  where each.owner > owners.owner and ${open('each')} order by each.owner limit 1)
           from owners
          where owners.owner > 0
       )
  select owner
    from owners
   where owner > 0
     and not exists (select from critter.nodes where number = owner)`

/**
 * What a node has taken was due by its clock, which may be ahead of others: it is for them, too. And it comes before what has
 * waited behind it.
 */
const wasDue = `'-infinity'`

/** Gives the rows of owners back that are no nodes, so many at a time. $1 how many. Column: 1 for each. */
const giveBackOrphans = (table: string, open: Open) =>
  constantStatement(`
  update critter.${table}
     set owner = 0, due_at = ${wasDue}
   where ctid = any (array(
         select orphan.ctid
           from (${orphans(table, open)}) as gone
          cross join lateral (
                select each.ctid
                  from critter.${table} as each
                 where each.owner = gone.owner and ${open('each')}
                 limit $1::int
                   for update skip locked
                ) as orphan
          limit $1::int))
  returning 1`)

export const giveBackOrphanTables = [
  giveBackOrphans('inbox', isOpen),
  giveBackOrphans('outbox', isAny),
  giveBackOrphans('queue_messages', isAny),
] as const

/** Gives back all that a node owns, when it stops. $1 number. */
const giveBackAll = (table: string, open: Open) =>
  constantStatement(`
  update critter.${table}
     set owner = 0, due_at = ${wasDue}
   where owner = $1::int and ${open(table)}`)

export const giveBackAllTables = [
  giveBackAll('inbox', isOpen),
  giveBackAll('outbox', isAny),
  giveBackAll('queue_messages', isAny),
] as const

/** Forgets what was handled long ago. $1 how many at a time. Column: 1 for each. */
export const purgeHandled = constantStatement(`
  delete from critter.inbox
   where ctid = any (array(
         select ctid
           from critter.inbox
          where keep_until < clock_timestamp()
          order by keep_until
          limit $1::int
            for update skip locked))
  returning 1`)
