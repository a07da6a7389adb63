import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { sources } from './support/results.js'
import { HandMadeCompiler, runCli } from './support/run.js'

async function ask(...args: readonly string[]) {
  return runCli(args, { cwd: new TemporaryProject(sources).root })
}

test('--help and --version are fine', async () => {
  const help = await ask('--help')
  const version = await ask('--version')
  const codegen = await ask('codegen', '--help')

  expect([help.code, version.code, codegen.code]).toEqual([0, 0, 0])
  expect(help.stdout).toContain('describe [options] [name...]')
  expect(help.stdout).toContain(
    'Exit codes: 0 fine, 1 errors in the sources or files out of date, 2 wrong usage or config, 3 a bug in Critter.',
  )
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(codegen.stdout).toContain('--check')
})

test.each([
  [['codgen'], "error: unknown command 'codgen'\n(Did you mean codegen?)\n"],
  [['codegen', '--chekc'], "error: unknown option '--chekc'\n(Did you mean --check?)\n"],
  [['codegen', 'src'], 'error: too many arguments'],
  [['codegen', '--root'], "error: option '--root <folder>' argument missing\n"],
  [
    ['codegen', '--watch', '--check'],
    "error: option '--watch' cannot be used with option '--check'\n",
  ],
  [['routes', '--plan'], "error: unknown option '--plan'"],
])('%j is wrong usage', async (args, message) => {
  const { code, stdout, stderr } = await ask(...args)

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
})

test('without a command the help is shown and the code is 2', async () => {
  const { code, stderr } = await ask()

  expect(code).toBe(2)
  expect(stderr).toContain('Usage: critter [options] [command]')
})

test('a bug of ours ends with 3, the stack, and how to report it', async () => {
  const compiler = new HandMadeCompiler(() => {
    throw new Error('no emitter for frame "x"')
  })

  const { code, stdout, stderr } = await runCli(['codegen', '--json'], {
    cwd: new TemporaryProject(sources).root,
    compiler,
  })

  expect(code).toBe(3)
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    error: { kind: 'bug', message: 'no emitter for frame "x"' },
  })
  expect(stderr).toContain(
    'that is a bug in Critter, not in your code.\nPlease report it with what follows: ',
  )
  expect(stderr).toContain(`critter codegen --json\n  @critter/cli 0.1.0, Node ${process.version}`)
  expect(stderr).toMatch(/Error: no emitter for frame "x"\n +at /)
})
