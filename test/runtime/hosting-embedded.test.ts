import { existsSync } from 'node:fs'
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withFileLock } from '../../packages/runtime/src/hosting/embedded/file-lock.js'

const run = promisify(execFile)
const built = new URL(
  '../../packages/runtime/build/hosting/embedded/start-embedded-postgres.js',
  import.meta.url,
)
const script = `
  import { createInterface } from 'node:readline'
  const { startEmbeddedPostgres } = await import(${JSON.stringify(built.href)})
  const { default: pg } = await import(${JSON.stringify(new URL('../../node_modules/pg/lib/index.js', import.meta.url).href)})
  const database = await startEmbeddedPostgres()
  const client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
  await client.query('create table if not exists visits (at timestamptz)')
  await client.query('insert into visits values (now())')
  const { rows } = await client.query('select count(*)::int as visits, inet_server_port() as port from visits')
  await client.end()
  console.log(JSON.stringify(rows[0]))
  if (process.argv.includes('wait')) await new Promise((go) => process.stdin.once('data', go).resume())
  if (!process.argv.includes('die')) await database.release()
  process.exit()
`

let project: string
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'critter-embedded-'))
  await writeFile(join(project, 'package.json'), '{"type":"module"}')
  await writeFile(join(project, 'main.mjs'), script)
})
afterEach(() => rm(project, { recursive: true, force: true }))

interface Visit {
  readonly visits: number
  readonly port: number
}

async function visit(...args: string[]): Promise<Visit> {
  const { stdout } = await run(process.execPath, ['main.mjs', ...args], { cwd: project })
  return JSON.parse(stdout) as Visit
}

/** Connects and stays until it is told to go. */
async function stay(): Promise<{ readonly visit: Visit; leave(): Promise<void> }> {
  const child = spawn(process.execPath, ['main.mjs', 'wait'], { cwd: project })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const leave = async (): Promise<void> => {
    child.stdin.end('go\n')
    await once(child, 'exit')
  }
  return { visit: JSON.parse(line.toString()) as Visit, leave }
}

const isRunning = async (): Promise<boolean> => {
  const { stdout } = await run('ps', ['-eo', 'args'])
  return stdout.includes(`-D ${project}`) || stdout.includes(`-D ${await movedTo()}`)
}
/** Temporary folders of root are closed to the server's user; then its data lie beside them. */
const movedTo = async (): Promise<string> => {
  const { createHash } = await import('node:crypto')
  const directory = join(project, 'node_modules', '.cache', 'critter', 'postgres')
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  return join(tmpdir(), `critter-postgres-${name}`)
}
afterEach(async () => rm(await movedTo(), { recursive: true, force: true }))

test('data is kept between runs, and the server ends with each', { timeout: 60_000 }, async () => {
  expect((await visit()).visits).toBe(1)
  expect(await isRunning()).toBe(false)

  expect((await visit()).visits).toBe(2)
})

test(
  'two processes share one server, which stays while either does',
  { timeout: 60_000 },
  async () => {
    const [first, second] = await Promise.all([stay(), stay()])

    expect(second.visit.port).toBe(first.visit.port)
    await first.leave()
    expect(await isRunning()).toBe(true)
    expect((await visit()).visits).toBe(3)
    await second.leave()

    expect(await isRunning()).toBe(false)
  },
)

test(
  'a server that a dead process left behind is used and ended',
  { timeout: 60_000 },
  async () => {
    const { port } = await visit('die')
    expect(await isRunning()).toBe(true)

    expect(await visit()).toEqual({ visits: 2, port })

    expect(await isRunning()).toBe(false)
  },
)

test('an interrupted first start is begun anew', { timeout: 60_000 }, async () => {
  for (const home of [join(project, 'node_modules/.cache/critter/postgres'), await movedTo()]) {
    await mkdir(join(home, 'data-18', 'base'), { recursive: true })
    await writeFile(join(home, 'lock'), '999999999')
  }

  expect((await visit()).visits).toBe(1)
})

test('a lock is held by one at a time, and left behind by none', async () => {
  const file = join(project, 'lock')
  const steps: string[] = []
  const hold = (name: string) =>
    withFileLock(file, async () => {
      steps.push(`${name} in`)
      expect(await readFile(file, 'utf8')).toBe(String(process.pid))
      steps.push(`${name} out`)
    })

  await Promise.all([
    hold('a'),
    hold('b'),
    expect(withFileLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no'),
  ])

  expect(steps).toEqual(['a in', 'a out', 'b in', 'b out'])
  expect(existsSync(file)).toBe(false)
})

test('a missing package says how to get it', async () => {
  const { findBinaries } = await import('../../packages/runtime/src/hosting/embedded/binaries.js')
  const { MissingPackageError } = await import('../../packages/runtime/src/hosting/errors.js')

  // Installed here, so the error is shown by itself.
  expect((await findBinaries()).directory).toContain(
    fileURLToPath(new URL('../../node_modules', import.meta.url)),
  )
  expect(new MissingPackageError('x', 'm')).toMatchObject({
    code: 'ERR_MISSING_PACKAGE',
    packageName: 'x',
  })
})
