// A database for every contestant, all of them copies of one that Critter has made and filled.
import { execFileSync } from 'node:child_process'
import { Client } from 'pg'
import { findDatabase } from '../../packages/runtime/build/hosting/database.js'

const prepare = `${import.meta.dirname}/critter/dist/prepare-database.js`
const table = 'critter.doc_daily_room_type_availability'

/** Runs the work with the URL of one database per name, on the server of `DATABASE_URL`, else on an embedded one. */
export async function withDatabases(names, work) {
  const server = await findDatabase(undefined)
  const admin = new Client({ connectionString: server.connectionString })
  await admin.connect()
  const template = `critter_bench_${process.pid}`
  const databases = Object.fromEntries(
    names.map((name) => [name, `${template}_${name.replaceAll(/\W/g, '_')}`]),
  )
  try {
    await create(admin, template)
    await fill(urlOf(server, template))
    for (const name of Object.values(databases)) {
      await create(admin, name, template)
    }
    const urls = Object.entries(databases).map(([name, database]) => [
      name,
      urlOf(server, database),
    ])
    return await work(Object.fromEntries(urls))
  } finally {
    for (const name of [...Object.values(databases), template]) {
      await admin.query(`drop database if exists ${name} with (force)`)
    }
    await admin.end()
    await server.release()
  }
}

function create(admin, name, template = 'template0') {
  return admin.query(`create database ${name} template ${template}`)
}

async function fill(url) {
  const env = { ...process.env, DATABASE_URL: url, NODE_ENV: 'development' }
  execFileSync(process.execPath, [prepare], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  await query(
    url,
    `create index on ${table} (tenant, ((data ->> 'roomType') collate "C"), ((data ->> 'date') collate "C"))`,
  )
  await query(url, `vacuum analyze ${table}`)
}

export async function query(connectionString, text) {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function urlOf(server, name) {
  const url = new URL(server.connectionString)
  url.pathname = `/${name}`
  return url.toString()
}
