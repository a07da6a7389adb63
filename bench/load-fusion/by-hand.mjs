// The page by hand, on Fastify and `pg` with named statements: four reads with `Promise.all` on one client, which sends each
// when the last one is answered; the same on the pool, which takes four connections for it; and all of it in one statement,
// which nobody writes until a page is slow.
//
// `pg` 8 takes several queries on one client and warns that version 9 will not.
import { fastify } from 'fastify'
import { Pool } from 'pg'

process.noDeprecation = true
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
pool.on('error', () => {})
const server = fastify()

const customer = `
  select data
    from critter.doc_customer
   where tenant = ''
     and id = $1`

const open = `
  select data
    from critter.doc_order
   where tenant = ''
     and (data ->> 'customer') collate "C" = $1
     and (data ->> 'status') collate "C" = 'open'
   order by id`

const latest = `
  select data
    from critter.doc_order
   where tenant = ''
     and (data ->> 'customer') collate "C" = $1
   order by (data ->> 'day') collate "C" desc, id
   limit 1`

const count = `
  select count(*)
    from critter.doc_order
   where tenant = ''
     and (data ->> 'customer') collate "C" = $1`

const page = `
  select (${customer}) as customer,
         (select coalesce(json_agg(data), '[]') from (${open}) as open) as open,
         (${latest}) as latest,
         (${count}) as orders`

function readAll(client, id) {
  return Promise.all([
    client.query({ name: 'customer', text: customer, values: [id] }),
    client.query({ name: 'open', text: open, values: [id] }),
    client.query({ name: 'latest', text: latest, values: [id] }),
    client.query({ name: 'count', text: count, values: [id] }),
  ])
}

function pageOf([customers, open, latest, count]) {
  return {
    customer: customers.rows[0]?.data ?? null,
    open: open.rows.map((row) => row.data),
    latest: latest.rows[0]?.data ?? null,
    orders: Number(count.rows[0].count),
  }
}

function answer(reply, found) {
  return found.customer === null ? reply.code(404).send() : reply.send(found)
}

server.get('/one-client/:id', async (request, reply) => {
  const client = await pool.connect()
  try {
    return answer(reply, pageOf(await readAll(client, request.params.id)))
  } finally {
    client.release()
  }
})

server.get('/pool/:id', async (request, reply) => {
  return answer(reply, pageOf(await readAll(pool, request.params.id)))
})

server.get('/one-statement/:id', async (request, reply) => {
  const { rows } = await pool.query({ name: 'page', text: page, values: [request.params.id] })
  const [found] = rows
  return answer(reply, { ...found, orders: Number(found.orders) })
})

await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
