// Kysely in two ways: the query built each time, as it is mostly written, and compiled once, with the parameters replaced.
// Its dialect for `pg` names no statements, so Postgres parses and plans each of them anew.
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool } from 'pg'
import { reviveOrder } from './revive-order.mjs'

const customer = sql`(data ->> 'customer') collate "C"`
const region = sql`(data ->> 'region') collate "C"`
const placedAt = sql`(data ->> 'placedAt') collate "C"`

function connect(database) {
  const pool = new Pool({ connectionString: database, max: 10 })
  pool.on('error', () => {})
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

function queriesOf(db) {
  const orders = db.withSchema('critter').selectFrom('doc_order').where('tenant', '=', sql.lit(''))
  return {
    selective: (asked) =>
      orders
        .select('data')
        .where(customer, '=', asked.customer)
        .where(placedAt, '>=', asked.from)
        .where(placedAt, '<', asked.to)
        .orderBy(placedAt)
        .orderBy('id'),
    broad: (asked) =>
      orders
        .select('data')
        .where(region, '=', asked.region)
        .where(placedAt, '>=', asked.from)
        .where(placedAt, '<', asked.to)
        .orderBy(placedAt)
        .orderBy('id'),
    first: (asked) =>
      orders
        .select('data')
        .where(customer, '=', asked.customer)
        .orderBy(placedAt, 'desc')
        .orderBy('id')
        .limit(sql.lit(1)),
    count: (asked) =>
      orders
        .select((builder) => builder.fn.countAll().as('count'))
        .where(customer, '=', asked.customer)
        .where(placedAt, '>=', asked.from)
        .where(placedAt, '<', asked.to),
  }
}

export function open(database) {
  const db = connect(database)
  const queries = queriesOf(db)
  return {
    ...reading((name, asked) => queries[name](asTexts(asked)).execute()),
    close: () => db.destroy(),
  }
}

export function openCompiled(database) {
  const db = connect(database)
  const anything = { customer: '', region: '', from: '', to: '' }
  const compiled = Object.fromEntries(
    Object.entries(queriesOf(db)).map(([name, build]) => [name, build(anything).compile()]),
  )
  return {
    ...reading(async (name, asked) => {
      const parameters = Object.values(asTexts(asked))
      const { rows } = await db.executeQuery({ ...compiled[name], parameters })
      return rows
    }),
    close: () => db.destroy(),
  }
}

function asTexts({ from, to, ...others }) {
  return from === undefined ? others : { ...others, from: from.toISOString(), to: to.toISOString() }
}

function reading(run) {
  const list = async (name, asked) => (await run(name, asked)).map((row) => reviveOrder(row.data))
  return {
    selective: (asked) => list('selective', asked),
    broad: (asked) => list('broad', asked),
    async first(asked) {
      const [order] = await list('first', asked)
      return order ?? null
    },
    async count(asked) {
      const [row] = await run('count', asked)
      return Number(row.count)
    },
  }
}
