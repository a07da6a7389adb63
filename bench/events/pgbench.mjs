// The statements of Critter's event store, sent by pgbench: prepared, one flush to read and one to write.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fetchAggregateStatement } from '../../packages/runtime/build/events/sql/fetch-aggregate.js'
import { advanceStreamStatement } from '../../packages/runtime/build/events/sql/advance-stream.js'
import { recordEventStatement } from '../../packages/runtime/build/events/sql/record-event.js'
import { startStreamStatement } from '../../packages/runtime/build/events/sql/start-stream.js'
import { storeSnapshotStatement } from '../../packages/runtime/build/events/sql/store-snapshot.js'
import { query } from '../databases.mjs'

const run = promisify(execFile)
const tenant = `''`
const type = `'counter'`
const now = `'2026-11-25T10:00:00Z'`
const uuid = `gen_random_uuid()`

/** `$1` … as pgbench has them: its own variables, or values that are the same each time. */
function filled({ text }, values) {
  return `${text.replace(/\$(\d+)/g, (_, place) => values[place - 1])};`.replace(/\n/g, ' ')
}

const event = (id, version) =>
  filled(recordEventStatement, [
    uuid,
    tenant,
    id,
    type,
    version,
    `'increased'`,
    '1',
    `'{"amount":1}'`,
    now,
    'null',
    'null',
    'null',
    'null',
  ])
const snapshot = (id, version) =>
  filled(storeSnapshotStatement, [tenant, id, type, version, `'bench'`, `'{"total":1}'`])

const scripts = {
  start: (ids) => [
    `\\set n random(1, 9000000000000)`,
    '\\startpipeline',
    filled(startStreamStatement, [tenant, id(ids), type, '1', now]),
    event(id(ids), '1'),
    snapshot(id(ids), '1'),
    '\\endpipeline',
  ],
  command: (ids) => [
    `\\set n :client_id`,
    `${filled(named(fetchAggregateStatement), [tenant, id(ids), type, `'bench'`, '0']).replace(/;$/, '')} \\gset`,
    '\\startpipeline',
    filled(advanceStreamStatement, [tenant, id(ids), type, '1', ':version']),
    event(id(ids), ':version + 1'),
    snapshot(id(ids), ':version + 1'),
    '\\endpipeline',
  ],
}

/** pgbench keeps columns by their names. */
function named({ text }) {
  return {
    text: text
      .replace('snapshot.version,', 'snapshot.version as snapshot_version,')
      .replace('event.version, event.name,', 'event.version as event_version, event.name,'),
  }
}

const id = (ids) => `('${ids}-' || :n)`

/** How many a second. */
export async function runPgbench(url, { kind, parallel, durationMs, ids }) {
  const folder = mkdtempSync(join(tmpdir(), 'critter-pgbench-'))
  try {
    if (kind === 'command') await startStreams(url, ids, parallel)
    const script = join(folder, `${kind}.sql`)
    writeFileSync(script, `${scripts[kind](ids).join('\n')}\n`)
    const seconds = String(Math.max(1, Math.round(durationMs / 1000)))
    const options = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(parallel),
      '-j',
      String(Math.min(2, parallel)),
    ]
    const { stdout } = await run('pgbench', [...options, '-T', seconds, '-f', script, url])
    return Number(/tps = ([\d.]+)/.exec(stdout)[1])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function startStreams(url, ids, count) {
  await query(
    url,
    `insert into critter.streams (tenant, id, type, version, started_at)
     select '', '${ids}-' || n, 'counter', 0, now() from generate_series(0, ${count - 1}) as n`,
  )
}
