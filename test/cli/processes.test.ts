import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { TemporaryProject } from './support/project.js'

// These run what `npm run build` made, with the real compiler.
const bin = fileURLToPath(new URL('../../packages/cli/bin/critter.mjs', import.meta.url))
const output = 'src/generated/critter'

const project = (files: Readonly<Record<string, string>> = {}) =>
  new TemporaryProject({
    'src/greet.endpoint.ts': `import { Get } from '@critter/runtime'

throw new Error('user code must not run')

export class GreetEndpoint {
  @Get('/greet/:name')
  static get(name: string): string {
    return \`Hello \${name}\`
  }
}
`,
    // Tells at the end whether TypeScript was loaded.
    'spy.cjs': `process.on('exit', () => {
  const loaded = Object.keys(require('node:module')._cache).some((file) => file.includes('typescript/lib'))
  process.stderr.write(loaded ? '[typescript]' : '')
})
`,
    ...files,
  })

function start(
  args: readonly string[],
  { root, cwd = root, env = {} }: { root: string; cwd?: string; env?: NodeJS.ProcessEnv },
) {
  const { FORCE_COLOR: _, NO_COLOR: __, GITHUB_ACTIONS: ___, ...inherited } = process.env
  const child = spawn(process.execPath, ['--require', `${root}/spy.cjs`, bin, ...args], {
    cwd,
    env: { ...inherited, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (data: Buffer) => (printed.stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (printed.stderr += data.toString()))
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...printed })),
  )
  return { child, printed, ended }
}

const critter = (args: readonly string[], where: Parameters<typeof start>[1]) =>
  start(args, where).ended

test('codegen, from a subfolder, compiles once; then no command loads TypeScript', async () => {
  const { root, path, read, mtimeOf } = bound(project())

  const first = await critter(['codegen'], { root, cwd: path('src') })
  const written = mtimeOf(`${output}/index.ts`)
  const second = await critter(['codegen'], { root })
  const check = await critter(['codegen', '--check'], { root })
  const described = await critter(['describe', 'GET', '/greet/:name'], { root })
  const routes = await critter(['routes'], { root })

  expect(first).toMatchObject({ code: 0, stderr: '[typescript]' })
  expect(first.stdout).toMatch(/^✔ 1 endpoint, \d files written, 0 unchanged \(\d+\.\d s\)\n$/)
  expect(second).toMatchObject({ code: 0, stderr: '' })
  expect(second.stdout).toMatch(/^✔ 1 endpoint, \d files unchanged \(0\.\d s\)\n$/)
  expect(mtimeOf(`${output}/index.ts`)).toBe(written)
  expect(check).toMatchObject({ code: 0, stderr: '' })
  expect(described).toMatchObject({ code: 0, stderr: '' })
  expect(described.stdout).toContain('class GET_greet_name')
  expect(described.stdout).toBe(read(`${output}/get-greet-name.ts`))
  expect(routes).toMatchObject({
    code: 0,
    stderr: '',
    stdout: 'GET  /greet/:name  src/greet.endpoint.ts:7  GreetEndpoint.get\n',
  })
})

test('an error of the sources ends with 1 and a code frame, and --json keeps stdout to itself', async () => {
  const { root } = project({
    'src/order.endpoint.ts': `import { Get } from '@critter/runtime'

export class OrderEndpoint {
  @Get('/orders')
  static get(order): string {
    return ''
  }
}
`,
  })

  const plain = await critter(['codegen'], { root })
  const json = await critter(['codegen', '--json'], { root })

  expect(plain.code).toBe(1)
  expect(plain.stderr).toBe('[typescript]')
  expect(json.stderr).not.toContain('[typescript]')
  expect(plain.stdout).toContain(`src/order.endpoint.ts:5:14 - error untyped-parameter: `)
  expect(plain.stdout).toContain('> 5 |   static get(order): string {\n    |              ^^^^^')
  expect(json.code).toBe(1)
  expect(JSON.parse(json.stdout)).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'untyped-parameter' }],
  })
})

test('wrong usage ends with 2, also with a wrong config', async () => {
  const { root } = project({
    'critter.config.ts':
      "import { defineConfig } from '@critter/cli'\nexport default defineConfig({ outptu: 'x' })\n",
  })

  expect(await critter(['codgen'], { root })).toMatchObject({ code: 2, stdout: '' })
  const config = await critter(['codegen'], { root })
  expect(config).toMatchObject({ code: 2, stdout: '' })
  expect(config.stderr).toContain(
    'critter.config.ts:2:31 - error config: the config has an unknown member "outptu"',
  )
})

test('a config that waits for what never happens ends with 2 and says so', async () => {
  const { root } = project({
    'critter.config.ts': 'await new Promise(() => {})\nexport default {}\n',
  })

  const { code, stdout, stderr } = await critter(['codegen', '--json'], { root })

  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { kind: 'usage' } })
  expect(stderr).toContain(
    'critter.config.ts:1:1 - error config: the config cannot be loaded: it waits for something that never happens\n',
  )
})

test('several processes at once leave good files and a good cache', async () => {
  const { root, path, read } = bound(project())

  const all = await Promise.all([1, 2, 3].map(() => critter(['codegen'], { root })))
  const after = await critter(['codegen', '--check'], { root })

  expect(all.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(after).toMatchObject({ code: 0, stderr: '' })
  expect(readdirSync(path(output)).filter((name) => name.startsWith('.'))).toEqual([])
  expect(JSON.parse(read(`${output}/manifest.json`))).toHaveProperty('files')
})

test('a reader that closes the pipe early is no error', async () => {
  const { root } = project()
  await critter(['codegen'], { root })

  const { child, ended } = start(['describe'], { root })
  child.stdout.destroy()

  expect(await ended).toMatchObject({ code: 0, stderr: '' })
})

test('--watch writes after a change, and Ctrl-C ends it with 0', async () => {
  const { root, write, read } = bound(project())
  const { child, printed, ended } = start(['codegen', '--watch'], { root })
  await vi.waitFor(() => expect(printed.stdout).toContain('watching for changes'), {
    timeout: 20_000,
  })

  write(
    'src/greet.endpoint.ts',
    read('src/greet.endpoint.ts').replace('/greet/', '/hello/'),
    new Date(),
  )
  await vi.waitFor(
    () =>
      expect(printed.stdout).toMatch(
        /✔ src\/greet\.endpoint\.ts: \d files written, 1 deleted \(\d+ ms\)/,
      ),
    { timeout: 20_000 },
  )
  child.kill('SIGINT')

  expect(await ended).toMatchObject({ code: 0 })
  expect(read(`${output}/index.ts`)).toContain('GET_hello_name')
})

function bound(made: TemporaryProject) {
  return {
    root: made.root,
    path: made.path.bind(made),
    read: made.read.bind(made),
    write: made.write.bind(made),
    mtimeOf: made.mtimeOf.bind(made),
  }
}

test('policies are run by the build, and a change of one is a change of what is generated', async () => {
  const policy = (condition: string) => `import type { ChainPolicy } from '@critter/cli'
import type { Timing } from './timing.js'

export const timingPolicy: ChainPolicy = (chains, { method }) => {
  const begin = method<typeof Timing>('./src/timing.ts#Timing', 'begin')
  for (const chain of chains) if (${condition}) chain.insert('prepare', begin())
}
`
  const { root, read, write } = bound(
    project({
      'src/timing.ts': `throw new Error('user code must not run')

export class Timing {
  static begin(): void {}
}
`,
      'src/timing.policy.ts': policy("chain.route?.verb === 'GET'"),
      'critter.config.ts': `import { defineConfig } from '@critter/cli'
import { timingPolicy } from './src/timing.policy.js'

export default defineConfig({ policies: [timingPolicy] })
`,
    }),
  )

  const first = await critter(['codegen'], { root })
  const timed = read(`${output}/get-greet-name.ts`)
  const again = await critter(['codegen'], { root })
  write('src/timing.policy.ts', policy("chain.route?.verb === 'PUT'"))
  const check = await critter(['codegen', '--check'], { root })
  await critter(['codegen'], { root })

  expect(first).toMatchObject({ code: 0, stderr: '[typescript]' })
  expect(timed).toContain('Timing.begin()\n    const answer = GreetEndpoint.get(name)')
  expect(again).toMatchObject({ code: 0, stderr: '' })
  expect(check.code).toBe(1)
  expect(read(`${output}/get-greet-name.ts`)).not.toContain('Timing')
})

test('a config that runs the application is told what it may import', async () => {
  const { root } = project({
    'critter.config.ts': `import { defineConfig } from '@critter/cli'
import { GreetEndpoint } from './src/greet.endpoint.js'

export default defineConfig({ policies: [(chains) => void [chains, GreetEndpoint]] })
`,
  })

  const { code, stderr } = await critter(['codegen'], { root })

  expect(code).toBe(2)
  expect(stderr).toContain(
    'src/greet.endpoint.ts:3:1 - error config: the config cannot be loaded: user code must not run',
  )
  expect(stderr).toContain('Of the application it can import types only')
})
