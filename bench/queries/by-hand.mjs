// The queries as one would write them by hand for speed: named statements of `pg`, which the pool prepares once for every
// connection. They read no revision, which Critter does for the guard of a later write.
import { Pool } from 'pg'
import { reviveOrder } from './revive-order.mjs'

const selective = {
  name: 'orders-of-customer',
  text: `
  select data
    from critter.doc_order
   where tenant = ''
     and (data ->> 'customer') collate "C" = $1
     and (data ->> 'placedAt') collate "C" >= $2
     and (data ->> 'placedAt') collate "C" < $3
   order by (data ->> 'placedAt') collate "C", id`,
}

const broad = {
  name: 'orders-of-region',
  text: `
  select data
    from critter.doc_order
   where tenant = ''
     and (data ->> 'region') collate "C" = $1
     and (data ->> 'placedAt') collate "C" >= $2
     and (data ->> 'placedAt') collate "C" < $3
   order by (data ->> 'placedAt') collate "C", id`,
}

const first = {
  name: 'latest-order-of-customer',
  text: `
  select data
    from critter.doc_order
   where tenant = ''
     and (data ->> 'customer') collate "C" = $1
   order by (data ->> 'placedAt') collate "C" desc, id
   limit 1`,
}

const count = {
  name: 'count-orders-of-customer',
  text: `
  select count(*)
    from critter.doc_order
   where tenant = ''
     and (data ->> 'customer') collate "C" = $1
     and (data ->> 'placedAt') collate "C" >= $2
     and (data ->> 'placedAt') collate "C" < $3`,
}

export function open(database) {
  const pool = new Pool({ connectionString: database, max: 10 })
  pool.on('error', () => {})
  const list = async (statement, values) => {
    const { rows } = await pool.query({ ...statement, values })
    return rows.map((row) => reviveOrder(row.data))
  }
  return {
    selective: ({ customer, from, to }) =>
      list(selective, [customer, from.toISOString(), to.toISOString()]),
    broad: ({ region, from, to }) => list(broad, [region, from.toISOString(), to.toISOString()]),
    async first({ customer }) {
      const [order] = await list(first, [customer])
      return order ?? null
    },
    async count({ customer, from, to }) {
      const values = [customer, from.toISOString(), to.toISOString()]
      const { rows } = await pool.query({ ...count, values })
      return Number(rows[0].count)
    },
    close: () => pool.end(),
  }
}
