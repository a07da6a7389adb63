// The endpoint as one would write it by hand for speed: Fastify's compiled schema, named statements, two round trips, the
// second of which is a single statement and so a transaction by itself.
import { randomUUID } from 'node:crypto'
import { fastify } from 'fastify'
import { Pool } from 'pg'

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
pool.on('error', () => {})
const server = fastify({ ajv: { customOptions: { coerceTypes: false } } })

const findAvailability = {
  name: 'find-availability',
  text: `
  select data
    from critter.doc_daily_room_type_availability
   where tenant = ''
     and (data ->> 'roomType') collate "C" = $1
     and (data ->> 'date') collate "C" between $2 and $3
   order by (data ->> 'date') collate "C"`,
}

const startReservation = {
  name: 'start-reservation',
  text: `
  with started as (
         insert into critter.streams (tenant, id, type, version, started_at)
         values ('', $1, 'room-reservation', 1, $4)
       )
  insert into critter.events
         (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
  values ($2, '', $1, 'room-reservation', 1, 'room-reserved', $3, $4)`,
}

const schema = {
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['roomType', 'from', 'to', 'guestId', 'numberOfPeople'],
    properties: {
      roomType: { enum: ['single', 'double', 'king'] },
      from: { type: 'string', format: 'date' },
      to: { type: 'string', format: 'date' },
      guestId: { type: 'string' },
      numberOfPeople: { type: 'integer', minimum: 1 },
    },
  },
}

server.post('/api/reservations', { schema }, async (request, reply) => {
  const { roomType, from, to, guestId, numberOfPeople } = request.body
  const { rows } = await pool.query({ ...findAvailability, values: [roomType, from, to] })
  if (rows.some(({ data }) => data.availableRooms === 0)) {
    return sendProblem(reply, 409, 'Conflict', 'Not enough available rooms!')
  }

  const reservationId = randomUUID()
  const reservedAt = new Date().toISOString()
  const reserved = {
    reservationId,
    roomType,
    from,
    to,
    guestId,
    numberOfPeople,
    source: 'api',
    reservedAt,
  }
  const values = [reservationId, randomUUID(), JSON.stringify(reserved), reservedAt]
  await pool.query({ ...startReservation, values })
  reply.code(201).header('location', `/api/reservations/${reservationId}`)
  return reply.send()
})

server.setErrorHandler((error, _request, reply) => {
  const { statusCode: status = 500 } = error
  if (status >= 500) console.error(error)
  const titles = { 400: 'Bad Request', 415: 'Unsupported Media Type' }
  return sendProblem(reply, status, titles[status] ?? 'Internal Server Error', error.message)
})

function sendProblem(reply, status, title, detail) {
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail }))
}

await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
