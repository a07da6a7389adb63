// The one endpoint in its four spellings, each in a process of its own.
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

const here = import.meta.dirname
const top = `${here}/../..`

export const contestants = {
  critter: { main: `${here}/critter/dist/main.js` },
  'by-hand': { main: `${here}/by-hand/main.mjs` },
  // As services over `pg` are mostly written: begin, insert, insert, commit.
  nestjs: { main: `${here}/nestjs/dist/main.js` },
  // With the named statements and the round trips of the one by hand: what is left is the framework.
  'nestjs/same-statements': {
    main: `${here}/nestjs/dist/main.js`,
    env: { STATEMENTS: 'by-hand' },
  },
}

export function build() {
  const tsc = `${top}/node_modules/typescript/bin/tsc`
  run(`${top}/packages/cli/bin/critter.mjs`, ['codegen', '--root', `${here}/critter`])
  run(tsc, ['-p', `${here}/critter`])
  run(tsc, ['-p', `${here}/nestjs`])
}

function run(script, args, cwd = here) {
  execFileSync(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 2, 2] })
}

/** Starts a server that listens on `port`; `cpuUsage` asks it for its processor time in milliseconds. */
export function start(name, { port, database, execArgv = [] }) {
  const { main, env = {} } = contestants[name]
  const child = fork(main, {
    execArgv: ['--import', new URL('./report-cpu-usage.mjs', import.meta.url).href, ...execArgv],
    env: { ...process.env, ...env, NODE_ENV: 'production', DATABASE_URL: database, PORT: port },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    port,
    async cpuUsage() {
      child.send('cpu-usage')
      const [ms] = await once(child, 'message')
      return ms
    },
    async stop() {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

export async function listening(port, withinMs = 20_000) {
  const until = performance.now() + withinMs
  while (!(await accepts(port))) {
    if (performance.now() > until) throw new Error(`nothing listens on port ${port}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}
