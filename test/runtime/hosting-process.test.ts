// The application as a process of its own, which only a process can show: exit codes, signals, what is printed.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { TestDatabase } from '../../packages/runtime/src/testing/test-database.js'
import { emptyDefinition } from './support/adapters.js'

const main = `
  import { buildApp, HttpHandler } from '@critter/runtime/generated'
  class Slow extends HttpHandler {
    async handle(http) {
      console.log('entered')
      await new Promise((resolve) => setTimeout(resolve, 300))
      http.writeText('finished')
    }
  }
  const definition = ${JSON.stringify(emptyDefinition)}
  const app = buildApp(definition, {}, () => [{ method: 'GET', path: '/', handler: new Slow() }])
  const { url } = await app.listen({ port: 0, host: '127.0.0.1' })
  setInterval(() => {}, 1000)
  console.log(url)
`

let database: TestDatabase
beforeAll(async () => {
  database = await TestDatabase.reserve()
  await database.create(emptyDefinition)
})
afterAll(() => database.drop())

const children: ChildProcess[] = []
afterEach(() => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'))
})

interface Run {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exit: Promise<number | null>
}

function run(databaseUrl: string, script = main, mode = 'development'): Run {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: mode },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  }
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  return { child, output: () => text, exit }
}

test('a database that is down ends the process with the reason', async () => {
  const { output, exit } = run('postgres://ada:secret@127.0.0.1:1/shop')

  expect(await exit).not.toBe(0)

  expect(output()).toMatch(/DatabaseUnavailableError: .*"shop" at 127\.0\.0\.1:1/)
  expect(output()).toContain('DATABASE_URL')
  expect(output()).not.toContain('secret')
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s finishes the request in progress, then ends',
  async (signal) => {
    const { child, output, exit } = run(database.connectionString)
    await expect.poll(output, { timeout: 10_000 }).toMatch(/http:\S+\n/)
    const answer = fetch(/http:\S+/.exec(output())![0])
    await expect.poll(output).toContain('entered')

    child.kill(signal)

    expect(await (await answer).text()).toBe('finished')
    expect(await exit).toBe(0)
  },
)

test('in production, a process that listens loads neither the migrations nor a compiler of schemas', async () => {
  const script = `${main}
    const { createRequire } = await import('node:module')
    const files = Object.keys(createRequire(import.meta.url).cache)
    const packages = new Set(files.map((file) => /.*node_modules.((?:@[^/\\\\]+.)?[^/\\\\]+)/.exec(file)?.[1]))
    console.log('loaded:', [...packages].join(' '))
  `
  const { output } = run(database.connectionString, script, 'production')
  await expect.poll(output, { timeout: 10_000 }).toContain('loaded:')

  const loaded = /loaded: (.*)/.exec(output())![1]!.split(' ')
  expect(loaded).toEqual(expect.arrayContaining(['fastify', 'pg']))
  expect(loaded).not.toContain('postgres-migrations')
  expect(loaded).not.toContain('ajv')
})
