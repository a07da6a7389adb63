// Before anything is measured: all of them answer alike and leave the same rows behind.
import { deepStrictEqual } from 'node:assert/strict'
import { query } from '../databases.mjs'
import { bad, full, reservations } from './requests.mjs'

/** Throws when a contestant answers or writes something else than the first one. */
export async function requireSameBehaviour(servers, databases) {
  let expected
  for (const [name, { port }] of Object.entries(servers)) {
    const found = { answers: await answersOf(port), rows: await rowsOf(databases[name]) }
    expected ??= found
    deepStrictEqual(found, expected, `${name} differs`)
  }
}

async function answersOf(port) {
  const free = []
  for (const reservation of reservations.slice(0, 7)) free.push(await post(port, reservation))
  const refused = {}
  for (const [name, request] of Object.entries(bad)) {
    // How a violation is worded is everyone's own.
    const { status, contentType } = await post(port, request)
    refused[name] = { status, contentType }
  }
  const answered = { free, full: await post(port, full), refused }
  return JSON.parse(withoutIds(JSON.stringify(answered)))
}

async function post(port, body) {
  const response = await fetch(`http://127.0.0.1:${port}/api/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    location: response.headers.get('location'),
    body: await response.text(),
  }
}

async function rowsOf(database) {
  const streams = await query(
    database,
    `select s.tenant, s.id = e.data ->> 'reservationId' as id, s.type, s.version, s.started_at = e.recorded_at as at
       from critter.streams s join critter.events e on e.stream_id = s.id order by e.position`,
  )
  const events = await query(
    database,
    `select position, tenant, stream_type, version, name, headers, data - 'reservedAt' as data,
            (data ->> 'reservedAt')::timestamptz between recorded_at - interval '1 minute' and recorded_at as at
       from critter.events order by position`,
  )
  return JSON.parse(withoutIds(JSON.stringify({ streams, events })))
}

function withoutIds(text) {
  return text.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '(id)')
}
