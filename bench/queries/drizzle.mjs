// Drizzle in two ways: the query built each time, as it is mostly written, and `.prepare(name)`, a named statement of `pg`.
import { and, count as countAll, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { customType, pgSchema, text } from 'drizzle-orm/pg-core'
import { Pool } from 'pg'
import { reviveOrder } from './revive-order.mjs'

const order = customType({ dataType: () => 'jsonb', fromDriver: reviveOrder })
const orders = pgSchema('critter').table('doc_order', {
  tenant: text().notNull(),
  id: text().notNull(),
  data: order().notNull(),
})
const customer = sql`(${orders.data} ->> 'customer') collate "C"`
const region = sql`(${orders.data} ->> 'region') collate "C"`
const placedAt = sql`(${orders.data} ->> 'placedAt') collate "C"`
const noTenant = eq(orders.tenant, sql`''`)

function queriesOf(db) {
  const list = () => db.select({ data: orders.data }).from(orders)
  const within = ({ from, to }) => [gte(placedAt, from), lt(placedAt, to)]
  return {
    selective: (asked) =>
      list()
        .where(and(noTenant, eq(customer, asked.customer), ...within(asked)))
        .orderBy(placedAt, orders.id),
    broad: (asked) =>
      list()
        .where(and(noTenant, eq(region, asked.region), ...within(asked)))
        .orderBy(placedAt, orders.id),
    first: (asked) =>
      list()
        .where(and(noTenant, eq(customer, asked.customer)))
        .orderBy(desc(placedAt), orders.id)
        .limit(sql`1`),
    count: (asked) =>
      db
        .select({ count: countAll() })
        .from(orders)
        .where(and(noTenant, eq(customer, asked.customer), ...within(asked))),
  }
}

export function open(database) {
  const pool = connect(database)
  const queries = queriesOf(drizzle(pool))
  return { ...reading((name, asked) => queries[name](asTexts(asked))), close: () => pool.end() }
}

export function openPrepared(database) {
  const pool = connect(database)
  const placeholders = Object.fromEntries(
    ['customer', 'region', 'from', 'to'].map((name) => [name, sql.placeholder(name)]),
  )
  const prepared = Object.fromEntries(
    Object.entries(queriesOf(drizzle(pool))).map(([name, build]) => [
      name,
      build(placeholders).prepare(`orders-${name}`),
    ]),
  )
  return {
    ...reading((name, asked) => prepared[name].execute(asTexts(asked))),
    close: () => pool.end(),
  }
}

function connect(database) {
  const pool = new Pool({ connectionString: database, max: 10 })
  pool.on('error', () => {})
  return pool
}

function asTexts({ from, to, ...others }) {
  return from === undefined ? others : { ...others, from: from.toISOString(), to: to.toISOString() }
}

function reading(run) {
  const list = async (name, asked) => (await run(name, asked)).map((row) => row.data)
  return {
    selective: (asked) => list('selective', asked),
    broad: (asked) => list('broad', asked),
    async first(asked) {
      const [found] = await list('first', asked)
      return found ?? null
    },
    async count(asked) {
      const [row] = await run('count', asked)
      return row.count
    },
  }
}
