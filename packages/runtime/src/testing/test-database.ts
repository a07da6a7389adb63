import { createHash, randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { defineTable } from '../documents/document-schema.js'
import { DocumentTable } from '../documents/document-table.js'
import { PgDocumentStore } from '../documents/pg-document-store.js'
import type { AppDefinition } from '../hosting/app-definition.js'
import { findDatabase, type Database } from '../hosting/database.js'
import { systemClock } from '../hosting/system-clock.js'
import { connect, describeConnectionError } from '../postgres/connect.js'

const clonePrefix = 'critter_test_'
/** Of runs that were killed: no test takes this long. */
const forgottenAfterMs = 6 * 60 * 60 * 1000

/** A database that is made for one application and dropped with it. */
export class TestDatabase {
  readonly connectionString: string
  readonly #name: string
  readonly #server: Database

  private constructor(server: Database) {
    this.#server = server
    this.#name = `${clonePrefix}${Date.now()}_${randomBytes(4).toString('hex')}`
    this.connectionString = at(server, this.#name)
  }

  /** On the server of `DATABASE_URL`, else on the embedded one. Does not exist yet. */
  static async reserve(): Promise<TestDatabase> {
    return new TestDatabase(await findDatabase(undefined))
  }

  /**
   * Creates it as a copy of a template that has the tables of the application already: a copy takes some 20 ms, the
   * tables ten times as long.
   */
  async create(definition: AppDefinition): Promise<void> {
    await this.#asAdministrator(async (client) => {
      // One at a time on this server: a template can be copied only while nobody is connected to it.
      await client.query('select pg_advisory_lock(4803728645023441922)')
      const template = await this.#prepareTemplate(client, definition)
      await client.query(
        `create database ${escapeIdentifier(this.#name)} template ${escapeIdentifier(template)}`,
      )
      await dropForgotten(client)
    })
  }

  async drop(): Promise<void> {
    try {
      await this.#asAdministrator((client) => drop(client, this.#name))
    } finally {
      await this.#server.release()
    }
  }

  async #prepareTemplate(client: Client, definition: AppDefinition): Promise<string> {
    const name = `critter_template_${fingerprint(definition)}`
    if (prepared.has(at(this.#server, name))) return name
    await createUnlessExists(client, name)
    try {
      await this.#migrate(name, definition)
    } catch {
      // Its migrations are older than ours and do not agree with them. Nothing in it is worth keeping.
      await drop(client, name)
      await createUnlessExists(client, name)
      await this.#migrate(name, definition)
    }
    prepared.add(at(this.#server, name))
    return name
  }

  async #migrate(name: string, definition: AppDefinition): Promise<void> {
    const pool = connect({ connectionString: at(this.#server, name), max: 1 })
    try {
      await new PgDocumentStore({ pool, definition, logger: silent, clock: systemClock }).migrate()
    } finally {
      await pool.end()
    }
  }

  async #asAdministrator(work: (client: Client) => Promise<void>): Promise<void> {
    const { connectionString } = this.#server
    const client = new Client({ connectionString })
    client.on('error', () => {})
    try {
      await client.connect()
      await work(client)
    } catch (error) {
      throw describeConnectionError(error, connectionString) ?? error
    } finally {
      await client.end()
    }
  }
}

/** Templates that this process has brought up to date. */
const prepared = new Set<string>()
const silent = { debug() {}, info() {}, warn() {}, error() {} }

function at(server: Database, name: string): string {
  const url = new URL(server.connectionString)
  url.pathname = `/${name}`
  return url.toString()
}

/** Applications share a template whose tables are made by equal statements, indexes and all: a migration drops none. */
function fingerprint({ documents }: AppDefinition): string {
  const statements = documents.flatMap((each) => defineTable(new DocumentTable(each)).statements)
  return createHash('sha256').update(statements.sort().join(';\n')).digest('hex').slice(0, 16)
}

async function createUnlessExists(client: Client, name: string): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [name])
  if (found.rowCount === 0) {
    await client.query(`create database ${escapeIdentifier(name)} template template0`)
  }
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
}

async function dropForgotten(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where datname like $1',
    [`${clonePrefix.replaceAll('_', '\\_')}%`],
  )
  for (const { datname } of rows) {
    const madeAtMs = Number(datname.slice(clonePrefix.length).split('_', 1)[0])
    if (madeAtMs < Date.now() - forgottenAfterMs) await drop(client, datname)
  }
}
