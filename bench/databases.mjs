// Databases for one run, on the server of `DATABASE_URL`, else on an embedded one. They are dropped when the work ends.
import { execFileSync } from 'node:child_process'
import { Client } from 'pg'
import { findDatabase } from '../packages/runtime/build/hosting/database.js'

/** The server, for what needs no database of its own. */
export { findDatabase }

/** Runs the work with the URL of a new database that `fill` has filled. */
export async function withDatabase(fill, work) {
  const server = await findDatabase(undefined)
  const name = `critter_bench_${process.pid}`
  try {
    await query(server.connectionString, `create database ${name} template template0`)
    const url = urlOf(server.connectionString, name)
    await fill(url)
    return await work(url)
  } finally {
    await drop(server.connectionString, name)
    await server.release()
  }
}

/** Runs the work with the URLs of copies of a database, by name. */
export async function withCopies(url, names, work) {
  const template = new URL(url).pathname.slice(1)
  const server = urlOf(url, 'postgres')
  const copies = Object.fromEntries(
    names.map((name) => [name, `${template}_${name.replaceAll(/\W/g, '_')}`]),
  )
  try {
    for (const copy of Object.values(copies)) {
      await query(server, `create database ${copy} template ${template}`)
    }
    const urls = Object.entries(copies).map(([name, copy]) => [name, urlOf(url, copy)])
    return await work(Object.fromEntries(urls))
  } finally {
    for (const copy of Object.values(copies)) await drop(server, copy)
  }
}

/** Runs a script of Critter's that makes the tables, and puts in what it puts in. */
export function prepareWith(script, url) {
  const env = { ...process.env, DATABASE_URL: url, NODE_ENV: 'development' }
  execFileSync(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'inherit'] })
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

export async function versionOfPostgres(url) {
  const [{ version }] = await query(url, `select current_setting('server_version') as version`)
  return version
}

function drop(server, name) {
  return query(server, `drop database if exists ${name} with (force)`)
}

function urlOf(url, name) {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.toString()
}
